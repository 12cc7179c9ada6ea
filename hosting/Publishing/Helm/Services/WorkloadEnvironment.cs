using Distribution.Publishing.Description;
using Distribution.Publishing.Description.Values;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Services;

/// <summary>The variables of a service's container.</summary>
/// <param name="chart">The chart.</param>
/// <param name="workload">The service.</param>
internal sealed class WorkloadEnvironment(Chart chart, Workload workload)
{
    /// <summary>The folder of the signing keys is a Secret here, which is read and not written: docs/decisions/0014-signing-keys-in-kubernetes.md.</summary>
    private const string WrittenKeys = "Identity__KeysFolder";
    private const string GivenKeys = "Identity__GivenKeysFolder";

    public YamlList Build() => new()
    {
        { workload.Environment.Where(IsFirst).SelectMany(IEnumerable<object> (variable) => Build(variable)) },
        { Drain() },
        { workload.IsGateway ? [Container.Variable("Gateway__ResolveDestinations", "true")] : [] },
        { workload.Kind == WorkloadKind.Service ? Telemetry() : [] },
        { workload.Kind == WorkloadKind.Service ? [TemplateLine.With(Chart.ValueOf(workload, "extraEnv")), TemplateLine.Block("toYaml ."), TemplateLine.End] : [] },
    };

    // All replicas have one name here: the settings about the second and further ones would be the same again.
    private static bool IsFirst(Variable variable) => !variable.Parts.OfType<AddressPart>().Any(part => part.Member > 1);

    private IEnumerable<object> Build(Variable variable)
    {
        var entry = Container.Variable(variable.Name == WrittenKeys ? GivenKeys : variable.Name, variable.Render(part => Fill(part, variable)) + Options(variable));
        return UsesValkey(variable) ? [TemplateLine.If("ne .Values.valkey.mode \"none\""), entry, TemplateLine.End] : [entry];
    }

    // Whoever runs the database elsewhere may ask for TLS and its like, in Npgsql's words.
    private string Options(Variable variable) => variable.Parts.OfType<PostgresHostsPart>().Any() ? chart.Include("postgres.options").Text : "";

    private static bool UsesValkey(Variable variable) => variable.Parts.OfType<SentinelHostsPart>().Any();

    private string Fill(ValuePart part, Variable variable) => part switch
    {
        AddressPart address => Address(address, HasReplicasOfItsOwn(variable)),
        PostgresHostsPart => chart.Include("postgres.hosts").Text,
        SentinelHostsPart => chart.Include("valkey.sentinels").Text,
        SecretFilePart secret => $"{Chart.SecretsFolder}/{secret.Secret.Name}",
        VolumePart volume => $"{Chart.DataFolder}/{volume.Volume}/{volume.Path}".TrimEnd('/'),
        _ => throw new PublishException($"Variable '{variable.Name}' of '{workload.Name}' has a {part.GetType().Name}, which the chart cannot express."),
    };

    // The gateway balances by itself and asks each replica for its health: it is told the name that stands for all of them. Others leave it to Kubernetes.
    private bool HasReplicasOfItsOwn(Variable variable) => workload.IsGateway && variable.Each is not null;

    private string Address(AddressPart part, bool isHeadless)
    {
        var target = chart.Topology.Workload(part.Workload);
        var port = target.Port ?? throw new PublishException($"'{workload.Name}' names the address of '{target.Name}', which listens on no port.");
        var host = chart.NameOf(isHeadless ? WorkloadNames.Headless(target.Name) : target.Name);
        return part.Form switch
        {
            AddressForm.Url => FormattableString.Invariant($"http://{host}:{port}"),
            AddressForm.Host => host,
            AddressForm.Port => FormattableString.Invariant($"{port}"),
            _ => FormattableString.Invariant($"{host}:{port}"),
        };
    }

    private IEnumerable<object> Drain()
    {
        if (workload.Kind == WorkloadKind.Job)
        {
            return [];
        }

        // The rest of the notice is given before the service is told to end.
        return
        [
            Container.Variable("Drain__Delay", WorkloadDrain.DelayOf(workload).ToString("c")),
            Container.Variable("Drain__Deadline", WorkloadDrain.DeadlineOf(workload).ToString("c")),
        ];
    }

    private IEnumerable<object> Telemetry() =>
    [
        Container.OfPod("POD_NAME", "metadata.name"),
        Container.Variable("OTEL_SERVICE_NAME", workload.Name),
        Container.Variable("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=$(POD_NAME),service.namespace={{ .Release.Name }}"),
        TemplateLine.With(".Values.telemetry.endpoint"),
        Container.Variable("OTEL_EXPORTER_OTLP_ENDPOINT", HelmValue.Quoted(".")),
        Container.Variable("OTEL_EXPORTER_OTLP_PROTOCOL", HelmValue.Of("$.Values.telemetry.protocol")),
        TemplateLine.End,
    ];
}

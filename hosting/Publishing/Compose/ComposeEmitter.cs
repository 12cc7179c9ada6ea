using Aspire.Hosting.ApplicationModel;
using Distribution.Publishing.Compose.Overlays;
using Distribution.Publishing.Compose.Scripts;
using Distribution.Publishing.Compose.Services;
using Distribution.Publishing.Compose.Yaml;
using Distribution.Publishing.Description;
using Distribution.Publishing.Emitting;

namespace Distribution.Publishing.Compose;

/// <summary>
/// Files for compose: one of each that runs alone, and overlays that add to it. Each combination of the overlays is valid; the high availability overlay comes first, since the others take from what it adds.
/// </summary>
internal sealed class ComposeEmitter : IEmitter
{
    public const string BaseFile = "compose.yaml";

    public const string HighAvailabilityFile = "compose.ha.yaml";

    public const string ObservabilityFile = "compose.observability.yaml";

    public const string ExternalPostgresFile = "compose.external-postgres.yaml";

    public const string ExternalValkeyFile = "compose.external-valkey.yaml";

    public string Target => "compose";

    public IReadOnlyList<EmittedFile> Emit(TopologyDescription topology) => Emit(topology, ComposeCustomisations.None);

    public IReadOnlyList<EmittedFile> Emit(TopologyDescription topology, DistributedApplicationModel model) => Emit(topology, ComposeCustomisations.Of(model));

    private static IReadOnlyList<EmittedFile> Emit(TopologyDescription topology, ComposeCustomisations customisations)
    {
        ArgumentNullException.ThrowIfNull(topology);
        CheckNames(topology);
        var single = new Composition(topology, Scale.Single, customisations);
        var whole = new Composition(topology, Scale.HighlyAvailable, customisations);
        return
        [
            new(BaseFile, ComposeYaml.Write(Heads.Base(topology), single.File())),
            new(HighAvailabilityFile, ComposeYaml.Write(Heads.HighAvailability, HighAvailabilityOverlay.Create(single, whole))),
            .. External(topology, single, whole),
            new(ObservabilityFile, ComposeYaml.Write(Heads.Observability, ObservabilityOverlay.Create())),
            new(ObservabilityOverlay.CollectorFile, ObservabilityOverlay.CollectorSettings()),
            new(SettingsFile.Name, SettingsFile.Create(topology)),
            new(".gitignore", "secrets/\n"),
            new(SecretsScript.Name, SecretsScript.Create(topology), IsExecutable: true),
            new(UpgradeScript.Name, UpgradeScript.Create(topology, whole), IsExecutable: true),
        ];
    }

    private static IEnumerable<EmittedFile> External(TopologyDescription topology, Composition single, Composition whole)
    {
        if (topology.Postgres is { } postgres)
        {
            yield return new(ExternalPostgresFile, ComposeYaml.Write(Heads.ExternalPostgres, ExternalOverlay.Postgres(topology, postgres, single, whole)));
        }

        if (topology.Valkey is { } valkey)
        {
            yield return new(ExternalValkeyFile, ComposeYaml.Write(Heads.ExternalValkey, ExternalOverlay.Valkey(topology, valkey, single, whole)));
        }
    }

    // The images look for their secrets by these names.
    private static void CheckNames(TopologyDescription topology)
    {
        Check(topology.Postgres?.Name, "postgres", "database cluster");
        Check(topology.Valkey?.Name, "valkey", "cache");

        static void Check(string? name, string wanted, string what)
        {
            if (name is not null && name != wanted)
            {
                throw new PublishException($"The {what} is called '{name}', and its image looks for secrets called {wanted}-…: call it '{wanted}' to publish it to compose.");
            }
        }
    }
}

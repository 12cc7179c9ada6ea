using System.Globalization;
using Distribution.Hosting.Secrets;
using Distribution.Publishing.Azd.Modules;
using Distribution.Publishing.Description;
using Distribution.Publishing.Description.Values;

namespace Distribution.Publishing.Azd;

/// <summary>
/// What an app is told. Container Apps hand secrets over as variables and not as files, so what names a secret's file says the secret itself here: each such setting has a twin for that.
/// </summary>
internal sealed class AzdVariables(TopologyDescription topology)
{
    private const string FileSuffix = "File";

    // Settings that name a file without saying so in their names.
    private static readonly (string From, string To)[] Twins = [("Identity__Clients__", "Identity__ClientSecrets__")];

    /// <summary>All of an app's variables, in the order of the model.</summary>
    /// <exception cref="PublishException">One cannot be said here.</exception>
    public IReadOnlyList<AzdVariable> Of(AzdApp app) =>
    [
        new("ASPNETCORE_HTTP_PORTS", Text(app.Workload.Port ?? AzdDefaults.Port)),
        .. app.Workload.IsGateway ? [new AzdVariable("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true")] : Array.Empty<AzdVariable>(),
        new("Logging__Console__FormatterName", "json"),
        new("Drain__Delay", Text(app.Workload.Draining.Notice)),
        new("Drain__Deadline", Text(app.Workload.Draining.Deadline)),
        .. app.Workload.Environment.SelectMany(Members).SelectMany(variable => Fill(app, variable)),
        .. app.Workload.Kind == WorkloadKind.Job && app.Workload.UsesPostgres ? Administration() : [],
    ];

    // A workload that is one app here is told of once; one that is several, of each.
    private IEnumerable<Variable> Members(Variable variable) => variable.Each is { } each
        ? AzdApp.Of(topology.Workload(each)).Select(app => variable.For(app.Member ?? 1))
        : [variable];

    private IEnumerable<AzdVariable> Fill(AzdApp app, Variable variable)
    {
        if (variable.Parts.OfType<SentinelHostsPart>().Any())
        {
            return Cache(variable);
        }

        if (variable.Parts is [SecretFilePart only])
        {
            return [new(TwinOf(variable.Name), AzdSecrets.ValueOf(only.Secret))];
        }

        var value = variable.Render(part => Hole(app, part, variable.Name));
        var isConnection = variable.Parts.OfType<PostgresHostsPart>().Any();
        return [new(variable.Name, isConnection ? value.Replace("Passfile=", "Password=", StringComparison.Ordinal) + PostgresModule.Tls : value)];
    }

    private IEnumerable<AzdVariable> Cache(Variable variable)
    {
        var cache = topology.Valkey!;
        return
        [
            new(variable.Name, $"endpoint={{{cache.Name}.outputs.hostName}}:{Text(ValkeyModule.Port)};tls=true;user={ValkeyModule.User};passwordVariable={AzdDefaults.CachePassword}"),
            new(AzdDefaults.CachePassword, $"{{{cache.Name}.secretOutputs.{ValkeyModule.Secret}}}"),
        ];
    }

    private string Hole(AzdApp app, ValuePart part, string variable) => part switch
    {
        PostgresHostsPart => $"{{{topology.Postgres!.Name}.outputs.hostName}}",
        AddressPart address => Address(address),
        VolumePart volume => $"{AzdDefaults.VolumesRoot}/{volume.Volume}{(volume.Path.Length == 0 ? "" : "/")}{volume.Path}",
        SecretFilePart { Secret: { Kind: SecretKind.Passfile } secret } => AzdSecrets.ValueOf(secret),
        _ => throw new PublishException($"Variable '{variable}' of '{app.Name}' has a {part.GetType().Name} among other text, and Container Apps have no files with secrets: let a variable of its own name the file."),
    };

    private string Address(AddressPart address)
    {
        var apps = AzdApp.Of(topology.Workload(address.Workload));
        var binding = $"{apps[Math.Min(address.Member, apps.Count) - 1].Name}.bindings.http";
        return address.Form switch
        {
            AddressForm.Url => $"{{{binding}.url}}",
            AddressForm.Host => $"{{{binding}.host}}",
            AddressForm.Port => $"{{{binding}.port}}",
            _ => $"{{{binding}.host}}:{{{binding}.port}}",
        };
    }

    // A flexible server comes with an administrator and nothing else: the migrations make the roles and databases.
    private IEnumerable<AzdVariable> Administration()
    {
        var postgres = topology.Postgres!;
        yield return new(
            "ConnectionStrings__administrator",
            $"Host={{{postgres.Name}.outputs.hostName}};Database=postgres;Username={PostgresModule.Administrator};Password={{{AzdSecrets.AdministratorOf(postgres)}.value}}{PostgresModule.Tls}");
        foreach (var secret in postgres.Secrets.Where(secret => secret.Kind == SecretKind.Passfile))
        {
            yield return new($"Provisioning__Passwords__{secret.Role}", AzdSecrets.ValueOf(secret));
        }
    }

    private static string TwinOf(string name)
    {
        foreach (var (from, to) in Twins)
        {
            if (name.StartsWith(from, StringComparison.Ordinal))
            {
                return to + name[from.Length..];
            }
        }

        return name.EndsWith(FileSuffix, StringComparison.Ordinal)
            ? name[..^FileSuffix.Length]
            : throw new PublishException($"Variable '{name}' names a secret's file, which Container Apps do not have: give the setting a twin that takes the secret itself, and name it so that this one is its name with '{FileSuffix}'.");
    }

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distribution.Publishing.Azd.Manifest;
using Distribution.Publishing.Azd.Modules;
using Distribution.Publishing.Description;
using Distribution.Publishing.Emitting;

namespace Distribution.Publishing.Azd;

/// <summary>Everything that a deployment by azd is made of: the manifest's resources, and the modules beside it.</summary>
/// <param name="Resources">The resources: parameters, then what Azure runs for us, then what we run.</param>
internal sealed record AzdDeployment(IReadOnlyList<ManifestResource> Resources)
{
    private const string Schema = "https://json.schemastore.org/aspire-8.0.json";

    // People read it, and a "+" or "'" in a text harms nobody in a file.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The modules.</summary>
    public IEnumerable<EmittedFile> Modules => Resources.Where(resource => resource.Module is not null).Select(resource => new EmittedFile(resource.ModuleFile, resource.Module!));

    /// <summary>Makes one of a topology.</summary>
    /// <exception cref="PublishException">Something of it cannot be said to azd.</exception>
    public static AzdDeployment Of(TopologyDescription topology)
    {
        var apps = topology.Workloads.SelectMany(AzdApp.Of).ToList();
        var parameters = AzdSecrets.Parameters(topology);
        var secret = parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        var variables = new AzdVariables(topology);
        ManifestResource[] resources =
        [
            .. parameters,
            .. topology.Postgres is { } postgres ? [PostgresModule.Create(postgres)] : Array.Empty<ManifestResource>(),
            .. topology.Valkey is { } valkey ? [ValkeyModule.Create(valkey)] : Array.Empty<ManifestResource>(),
            StorageModule.Create(apps),
            .. apps.Select(app => AppModule.Create(app, variables.Of(app), secret)),
        ];
        var twice = resources.GroupBy(resource => resource.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new(resources)
            : throw new PublishException($"'{twice.Key}' is the name of two things in a deployment by azd: rename the resource of the AppHost.");
    }

    /// <summary>The manifest's text.</summary>
    /// <param name="folder">Where it will be: paths in it are relative to that.</param>
    public string Manifest(string folder)
    {
        var resources = Resources.Select(resource => KeyValuePair.Create(resource.Name, (JsonNode?)resource.Content(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))));
        return new JsonObject { ["$schema"] = Schema, ["resources"] = new JsonObject(resources) }.ToJsonString(Readable) + "\n";
    }
}

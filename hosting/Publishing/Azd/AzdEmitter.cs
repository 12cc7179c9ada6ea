using Distribution.Publishing.Description;
using Distribution.Publishing.Emitting;

namespace Distribution.Publishing.Azd;

/// <summary>
/// What azd works with: <c>azure.yaml</c>, which names the AppHost, and beside it, to be read and reviewed, the manifest and the modules that the AppHost gives azd at each <c>azd up</c>.
/// </summary>
internal sealed class AzdEmitter : IPlacedEmitter
{
    /// <summary>The manifest's name, as Aspire has it.</summary>
    public const string Manifest = "aspire-manifest.json";

    public string Target => "azd";

    /// <summary>The files as they are in <c>deploy/azd</c> beside the folder of the AppHost.</summary>
    public IReadOnlyList<EmittedFile> Emit(TopologyDescription topology) => Emit(topology, "/source/deploy/azd", "/source/AppHost/AppHost.csproj");

    public IReadOnlyList<EmittedFile> Emit(TopologyDescription topology, string folder, string appHost)
    {
        var deployment = AzdDeployment.Of(topology);
        return [new(AzureYaml.FileName, AzureYaml.Render(topology, Path.GetRelativePath(folder, appHost).Replace('\\', '/'))), new(Manifest, deployment.Manifest(folder)), .. deployment.Modules];
    }
}

using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Distribution.Publishing.Azd.Manifest;
using Distribution.Publishing.Reading;

namespace Distribution.Publishing.Azd;

/// <summary>
/// Has Aspire's own manifest (<c>--publisher manifest --output-path FILE</c>), which is what azd asks an AppHost for, say what a deployment by azd is: resources that stand for processes of this machine are left
/// out, replicas are one, and managed servers are in the place of clusters. The modules are written beside it.
/// </summary>
internal static class ManifestRegistration
{
    private const string Publisher = "manifest";
    private const string StepKey = "step";
    private const string Step = "publish-manifest";

    public static void AddManifest(this IDistributedApplicationBuilder builder, string name, string version)
    {
        if (builder.ExecutionContext.PublisherName != Publisher && builder.Configuration[StepKey] != Step)
        {
            return;
        }

        builder.Eventing.Subscribe<BeforeStartEvent>(async (starting, cancellationToken) =>
        {
            var topology = await new TopologyReader(starting.Model, builder.ExecutionContext).ReadAsync(name, version, cancellationToken);
            Replace(starting.Model.Resources, AzdDeployment.Of(topology));
        });
    }

    private static void Replace(IResourceCollection resources, AzdDeployment deployment)
    {
        foreach (var resource in resources)
        {
            Annotate(resource, ManifestPublishingCallbackAnnotation.Ignore);
        }

        foreach (var resource in deployment.Resources)
        {
            var standing = resources.FirstOrDefault(candidate => string.Equals(candidate.Name, resource.Name, StringComparison.OrdinalIgnoreCase));
            if (standing is null)
            {
                standing = new DeployedResource(resource.Name);
                resources.Add(standing);
            }

            Annotate(standing, new(context => WriteAsync(context, resource)));
        }
    }

    private static void Annotate(IResource resource, ManifestPublishingCallbackAnnotation annotation)
    {
        foreach (var earlier in resource.Annotations.OfType<ManifestPublishingCallbackAnnotation>().ToList())
        {
            resource.Annotations.Remove(earlier);
        }

        resource.Annotations.Add(annotation);
    }

    private static async Task WriteAsync(ManifestPublishingContext context, ManifestResource resource)
    {
        foreach (var (property, value) in resource.Content(path => context.GetManifestRelativePath(path)!))
        {
            context.Writer.WritePropertyName(property);
            (value ?? JsonValue.Create("")!).WriteTo(context.Writer);
        }

        if (resource.Module is { } module)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(context.ManifestPath))!;
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, resource.ModuleFile), module, context.CancellationToken);
        }
    }

    /// <summary>Something that is only there when it is deployed: a parameter, a storage account.</summary>
    private sealed class DeployedResource(string name) : Resource(name);
}

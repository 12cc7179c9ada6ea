using Aspire.Hosting.Pipelines;
using Distribution.Publishing.Azd;
using Distribution.Publishing.Emitting;

namespace Aspire.Hosting;

/// <summary>Has an AppHost publish itself.</summary>
public static class PublishingBuilderExtensions
{
    private const string ForceKey = "force";

    /// <summary>
    /// Adds a step for each target: <c>publish-compose</c>, <c>publish-kubernetes</c>, <c>publish-azd</c>. Each writes its files into the folder of <c>--output-path</c>, whole or not at all,
    /// and refuses a folder with something in it unless <c>--force true</c> is given. Also has <c>--publisher manifest --output-path FILE</c>, which is how azd asks, write what <c>publish-azd</c> writes.
    /// </summary>
    /// <param name="builder">The application.</param>
    public static IDistributedApplicationBuilder AddPublishing(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.ExecutionContext.IsPublishMode)
        {
            var force = string.Equals(builder.Configuration[ForceKey], bool.TrueString, StringComparison.OrdinalIgnoreCase);
            var version = builder.AppHostAssembly?.GetName().Version?.ToString(fieldCount: 3) ?? "1.0.0";
            var name = builder.Topology().Name;
            builder.AddManifest(name, version);
            var appHost = Directory.EnumerateFiles(builder.AppHostDirectory, "*.csproj").FirstOrDefault() ?? builder.AppHostDirectory;
            foreach (var emitter in Emitters.All)
            {
                builder.Pipeline.AddStep($"{WellKnownPipelineSteps.Publish}-{emitter.Target}", step => new Publication(emitter, name, version, appHost, force).RunAsync(step));
            }
        }

        return builder;
    }
}

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Distribution.Engine.Model;

/// <summary>How the engine's own kinds of resource are written where nobody says otherwise.</summary>
internal static class ResourceManifests
{
    /// <summary>What writes it; null for what a manifest has no word for.</summary>
    public static Func<ManifestPublishingContext, Task>? Of(IResource resource) => resource switch
    {
        ProjectResource project => context => WriteAsync(context, project),
        ExecutableResource executable => context => WriteAsync(context, executable),
        ParameterResource parameter => context => Write(context, parameter),
        IResourceWithConnectionString => context => WriteValue(context, resource),
        _ => null,
    };

    private static async Task WriteAsync(ManifestPublishingContext context, ProjectResource project)
    {
        context.Writer.WriteString("type", "project.v0");
        context.Writer.WriteString("path", context.GetManifestRelativePath(project.GetProjectMetadata().ProjectPath));
        await WriteProcessAsync(context, project);
    }

    private static async Task WriteAsync(ManifestPublishingContext context, ExecutableResource executable)
    {
        context.Writer.WriteString("type", "executable.v0");
        context.Writer.WriteString("workingDirectory", context.GetManifestRelativePath(executable.WorkingDirectory));
        context.Writer.WriteString("command", executable.Command);
        await WriteProcessAsync(context, executable);
    }

    private static async Task WriteProcessAsync(ManifestPublishingContext context, IResource resource)
    {
        await context.WriteCommandLineArgumentsAsync(resource);
        await context.WriteEnvironmentVariablesAsync(resource);
        context.WriteBindings(resource);
    }

    private static Task Write(ManifestPublishingContext context, ParameterResource parameter)
    {
        context.Writer.WriteString("type", "parameter.v0");
        context.Writer.WriteString(parameter.IsConnectionString ? "connectionString" : "value", $"{{{parameter.Name}.inputs.value}}");
        context.Writer.WriteStartObject("inputs");
        context.Writer.WriteStartObject("value");
        context.Writer.WriteString("type", "string");
        if (parameter.Secret)
        {
            context.Writer.WriteBoolean("secret", true);
        }

        if (parameter.Default is { } fallback)
        {
            context.Writer.WriteStartObject("default");
            fallback.WriteToManifest(context);
            context.Writer.WriteEndObject();
        }

        context.Writer.WriteEndObject();
        context.Writer.WriteEndObject();
        return Task.CompletedTask;
    }

    private static Task WriteValue(ManifestPublishingContext context, IResource resource)
    {
        context.Writer.WriteString("type", "value.v0");
        context.WriteConnectionString(resource);
        return Task.CompletedTask;
    }
}

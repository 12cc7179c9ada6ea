using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Model;

namespace Aspire.Hosting.Publishing;

/// <summary>The manifest that is being written, and what is often written of a resource.</summary>
/// <param name="executionContext">That the application is published.</param>
/// <param name="manifestPath">Where the manifest will be; paths in it are relative to its folder.</param>
/// <param name="writer">Writes it; in a callback it stands within the resource's object.</param>
/// <param name="cancellationToken">Ends the writing.</param>
public sealed class ManifestPublishingContext(DistributedApplicationExecutionContext executionContext, string manifestPath, Utf8JsonWriter writer, CancellationToken cancellationToken = default)
{
    /// <summary>That the application is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>Where the manifest will be.</summary>
    public string ManifestPath { get; } = manifestPath;

    /// <summary>Writes it.</summary>
    public Utf8JsonWriter Writer { get; } = writer;

    /// <summary>Ends the writing.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>A path as the manifest has it: relative to its folder, with forward slashes.</summary>
    /// <param name="path">The path; null stays null.</param>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(path))]
    public string? GetManifestRelativePath(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(ManifestPath)) ?? throw new DistributedApplicationException($"--output-path: '{ManifestPath}' is in no folder: name a file.");
        return Path.GetRelativePath(folder, path).Replace('\\', '/');
    }

    /// <summary>Writes <c>connectionString</c>, where the resource has one.</summary>
    /// <param name="resource">The resource.</param>
    public void WriteConnectionString(IResource resource)
    {
        if (resource is IResourceWithConnectionString connection)
        {
            Writer.WriteString("connectionString", connection.ConnectionStringExpression.ValueExpression);
        }
    }

    /// <summary>Writes <c>bindings</c>: its endpoints.</summary>
    /// <param name="resource">The resource.</param>
    public void WriteBindings(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count > 0)
        {
            Writer.WriteStartObject("bindings");
            foreach (var endpoint in endpoints)
            {
                Write(endpoint, isProject: resource is ProjectResource);
            }

            Writer.WriteEndObject();
        }
    }

    /// <summary>Writes <c>env</c>: its variables, of which each is text or names what it will be.</summary>
    /// <param name="resource">The resource.</param>
    /// <exception cref="DistributedApplicationException">A value cannot be written down; the message names the variable.</exception>
    public async Task WriteEnvironmentVariablesAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var variables = new EnvironmentCallbackContext(ExecutionContext, resource, [], CancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(variables);
        }

        if (variables.EnvironmentVariables.Count > 0)
        {
            Writer.WriteStartObject("env");
            foreach (var (name, value) in variables.EnvironmentVariables)
            {
                Writer.WriteString(name, ManifestText.Of(value, $"variable '{name}' of '{resource.Name}'"));
            }

            Writer.WriteEndObject();
        }
    }

    /// <summary>Writes <c>args</c>: its arguments.</summary>
    /// <param name="resource">The resource.</param>
    /// <exception cref="DistributedApplicationException">An argument cannot be written down.</exception>
    public async Task WriteCommandLineArgumentsAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var arguments = new CommandLineArgsCallbackContext([], resource, CancellationToken) { ExecutionContext = ExecutionContext };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(arguments);
        }

        if (arguments.Args.Count > 0)
        {
            Writer.WriteStartArray("args");
            foreach (var argument in arguments.Args)
            {
                Writer.WriteStringValue(ManifestText.Of(argument, $"argument of '{resource.Name}'"));
            }

            Writer.WriteEndArray();
        }
    }

    // The port of a project is the deployment's to choose, unless the project was told one.
    private void Write(EndpointAnnotation endpoint, bool isProject)
    {
        Writer.WriteStartObject(endpoint.Name);
        Writer.WriteString("scheme", endpoint.UriScheme);
        Writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
        Writer.WriteString("transport", endpoint.Transport);
        if (!isProject && endpoint.Port is { } port)
        {
            Writer.WriteNumber("port", port);
        }

        if (endpoint.TargetPort is { } targetPort)
        {
            Writer.WriteNumber("targetPort", targetPort);
        }

        if (endpoint.IsExternal)
        {
            Writer.WriteBoolean("external", endpoint.IsExternal);
        }

        Writer.WriteEndObject();
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.Configuration;

namespace Distribution.Engine.Model;

/// <summary>
/// Writes the model as a manifest, which is what azd asks an AppHost for (<c>--publisher manifest --output-path FILE</c>). A resource is written as its callback says, or as what it is; what neither has a
/// callback nor is anything that a manifest knows is left out. The file is replaced when it is whole.
/// </summary>
internal sealed class ManifestWriter(DistributedApplicationModel model, DistributedApplicationExecutionContext execution, IConfiguration configuration)
{
    /// <summary>The name of this form: <c>--publisher manifest</c>.</summary>
    public const string Publisher = "manifest";

    private const string OutputKey = "output-path";
    private const string FileName = "aspire-manifest.json";
    private const string Schema = "https://json.schemastore.org/aspire-8.0.json";

    // People read it, and "<" or "+" of a connection string harm nobody in a file.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <exception cref="DistributedApplicationException">No path was given, it cannot be written, or a value cannot be written down.</exception>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var path = Target();
        using var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            await WriteAsync(new ManifestPublishingContext(execution, path, writer, cancellationToken));
        }

        buffer.WriteByte((byte)'\n');
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var draft = $"{path}.{Guid.NewGuid():N}";
            await File.WriteAllBytesAsync(draft, buffer.ToArray(), cancellationToken);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"--{OutputKey}: '{path}' cannot be written: {failure.Message}", failure);
        }
    }

    private string Target()
    {
        if (configuration[OutputKey] is not { Length: > 0 } chosen)
        {
            throw new DistributedApplicationException($"--{OutputKey} is missing: say where the manifest is to be written.");
        }

        var path = Path.GetFullPath(chosen);
        return Directory.Exists(path) || !Path.HasExtension(path) ? Path.Combine(path, FileName) : path;
    }

    private async Task WriteAsync(ManifestPublishingContext context)
    {
        context.Writer.WriteStartObject();
        context.Writer.WriteString("$schema", Schema);
        context.Writer.WriteStartObject("resources");
        foreach (var resource in model.Resources)
        {
            var content = resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var said) ? said.Callback : ResourceManifests.Of(resource);
            if (content is not null)
            {
                context.Writer.WriteStartObject(resource.Name);
                await content(context);
                context.Writer.WriteEndObject();
            }
        }

        context.Writer.WriteEndObject();
        context.Writer.WriteEndObject();
    }
}

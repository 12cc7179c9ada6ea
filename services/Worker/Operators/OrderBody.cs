using System.Net.Mime;
using System.Text.Json;
using System.Text.Unicode;
using Distribution.Worker.Problems;
using Microsoft.Net.Http.Headers;

namespace Distribution.Worker.Operators;

/// <summary>Reads an operator's request body. No body at all counts as an object without members.</summary>
internal static class OrderBody
{
    /// <summary>Bytes; 500 probes fit several times.</summary>
    private const int Largest = 512 * 1024;

    private const int Deepest = 8;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <returns>The object, or why it cannot be read.</returns>
    public static async Task<(byte[] Bytes, JsonElement Root, Refusal? Refusal)> ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[4096];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > Largest)
            {
                return ([], default, Refusal.Invalid("body", $"is longer than {Largest} bytes", StatusCodes.Status413PayloadTooLarge));
            }
        }

        var bytes = buffer.Length == 0 ? "{}"u8.ToArray() : buffer.ToArray();
        return buffer.Length > 0 && !IsJson(context.Request)
            ? ([], default, Refusal.Invalid("Content-Type", "is not one that is understood; send application/json", StatusCodes.Status415UnsupportedMediaType))
            : Parse(bytes);
    }

    private static (byte[] Bytes, JsonElement Root, Refusal? Refusal) Parse(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return ([], default, Refusal.Invalid("body", "is not UTF-8"));
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (bytes, document.RootElement.Clone(), null)
                : ([], default, Refusal.Invalid("body", "must be an object"));
        }
        catch (JsonException failure)
        {
            return ([], default, Refusal.Invalid("body", $"is not JSON as expected: {failure.Message.ReplaceLineEndings(" ")}"));
        }
        catch (InvalidOperationException)
        {
            return ([], default, Refusal.Invalid("body", "has a member whose name is not text"));
        }
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}

using System.Net.Mime;
using System.Text.Json;
using System.Text.Unicode;
using Distribution.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace Distribution.Api.Validation;

/// <summary>A request's body: its bytes, for the fingerprint of a key, and its fields.</summary>
internal sealed class JsonBody
{
    /// <summary>Bytes; the largest policy fits twice.</summary>
    private const int Largest = 32 * 1024;

    /// <summary>An object with lists of texts.</summary>
    private const int Deepest = 4;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private JsonBody(byte[] bytes, Fields? fields, Refusal? refusal)
    {
        Bytes = bytes;
        Fields = fields!;
        Refusal = refusal;
    }

    public byte[] Bytes { get; }

    /// <summary>Valid while <see cref="Refusal"/> is null.</summary>
    public Fields Fields { get; }

    public Refusal? Refusal { get; }

    /// <summary>Reads the body. No body at all counts as an object without fields.</summary>
    public static async Task<JsonBody> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > Largest)
        {
            return TooLarge();
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[4096];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > Largest)
            {
                return TooLarge();
            }
        }

        return buffer.Length == 0 ? Parse([]) : IsJson(context.Request) ? Parse(buffer.ToArray()) : NotJson(context.Request.ContentType);
    }

    private static bool IsJson(HttpRequest request)
        => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static JsonBody Parse(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return Malformed("is not UTF-8");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes.Length == 0 ? EmptyObject : bytes, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(bytes, Fields.From(document.RootElement), null)
                : Malformed("must be an object");
        }
        catch (JsonException failure)
        {
            return Malformed($"is not JSON as expected: {failure.Message.ReplaceLineEndings(" ")}");
        }
        catch (InvalidOperationException)
        {
            return Malformed("has a field whose name is not text");
        }
    }

    private static JsonBody Malformed(string fault) => new([], null, Refusal.Invalid("body", fault));

    private static JsonBody TooLarge() => new([], null, Refusal.Invalid(
        new Dictionary<string, string[]> { ["body"] = [$"is longer than {Largest} bytes"] },
        StatusCodes.Status413PayloadTooLarge));

    private static JsonBody NotJson(string? type) => new([], null, Refusal.Invalid(
        new Dictionary<string, string[]> { ["Content-Type"] = [$"is {(type is null ? "missing" : "not one that is understood")}; send application/json"] },
        StatusCodes.Status415UnsupportedMediaType));
}

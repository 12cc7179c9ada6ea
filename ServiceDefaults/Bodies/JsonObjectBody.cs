using System.Net.Mime;
using System.Text.Json;
using System.Text.Unicode;
using Distribution.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Distribution.ServiceDefaults.Bodies;

/// <summary>
/// A request's body that is to be one JSON object: its bytes, for the fingerprint of a key, and what they say. No body at all counts as an object without members. Two members of one name are refused: which
/// of them counts would be a matter of who reads it.
/// </summary>
public sealed class JsonObjectBody
{
    private const string Field = "body";
    private const int Chunk = 4096;

    private JsonObjectBody(byte[] bytes, JsonElement root, Refusal? refusal)
    {
        Bytes = bytes;
        Root = root;
        Refusal = refusal;
    }

    /// <summary>As they were sent.</summary>
    public byte[] Bytes { get; }

    /// <summary>The object; there is one while <see cref="Refusal"/> is null.</summary>
    public JsonElement Root { get; }

    /// <summary>Why it cannot be read; null when it can.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Reads the body of a request.</summary>
    /// <param name="context">The request's.</param>
    /// <param name="limits">What it may be at most.</param>
    public static async Task<JsonObjectBody> ReadAsync(HttpContext context, JsonObjectLimits limits)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(limits);
        if (context.Request.ContentLength > limits.Largest)
        {
            return TooLarge(limits);
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[Chunk];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > limits.Largest)
            {
                return TooLarge(limits);
            }
        }

        return buffer.Length == 0 || IsJson(context.Request) ? Parse(buffer.ToArray(), limits) : NotJson(context.Request.ContentType);
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static JsonObjectBody Parse(byte[] bytes, JsonObjectLimits limits)
    {
        if (!Utf8.IsValid(bytes))
        {
            return Refused(Refusal.Invalid(Field, "is not UTF-8"));
        }

        try
        {
            using var document = JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes, new() { MaxDepth = limits.Deepest, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(bytes, document.RootElement.Clone(), null)
                : Refused(Refusal.Invalid(Field, "must be an object"));
        }
        catch (JsonException failure)
        {
            return Refused(Refusal.Invalid(Field, $"is not JSON as expected: {failure.Message.ReplaceLineEndings(" ")}"));
        }
        catch (InvalidOperationException)
        {
            return Refused(Refusal.Invalid(Field, "has a member whose name is not text"));
        }
    }

    private static JsonObjectBody TooLarge(JsonObjectLimits limits) =>
        Refused(Refusal.Invalid(Field, $"is longer than {limits.Largest} bytes", StatusCodes.Status413PayloadTooLarge));

    private static JsonObjectBody NotJson(string? type) => Refused(Refusal.Invalid(
        "Content-Type", $"is {(type is null ? "missing" : "not one that is understood")}; send application/json", StatusCodes.Status415UnsupportedMediaType));

    private static JsonObjectBody Refused(Refusal refusal) => new([], default, refusal);
}

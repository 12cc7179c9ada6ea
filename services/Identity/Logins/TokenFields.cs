using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;

namespace Distribution.Identity.Logins;

/// <summary>The fields of <c>POST /token</c>: a form (RFC 6749) or a JSON object of texts, each at most once.</summary>
internal sealed class TokenFields
{
    private const int Largest = 8 * 1024;
    private const int MostFields = 16;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    /// <summary>The field; null when it is not there or empty.</summary>
    public string? this[string name] => _fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <returns>The fields, or why they cannot be read.</returns>
    public static async Task<(TokenFields? Fields, string? Fault)> ReadAsync(HttpRequest request)
    {
        var isForm = request.HasFormContentType;
        if (!isForm && !request.HasJsonContentType())
        {
            return (null, "Content-Type must be application/x-www-form-urlencoded or application/json.");
        }

        using var body = new MemoryStream();
        var chunk = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            body.Write(chunk, 0, read);
            if (body.Length > Largest)
            {
                return (null, $"The body is longer than {Largest} bytes.");
            }
        }

        var bytes = body.ToArray();
        return !Utf8.IsValid(bytes) ? (null, "The body is not UTF-8.") : isForm ? Form(bytes) : Json(bytes);
    }

    private static (TokenFields?, string?) Form(byte[] bytes)
    {
        using var form = new FormReader(Encoding.UTF8.GetString(bytes)) { ValueCountLimit = MostFields };
        try
        {
            var fields = new TokenFields();
            foreach (var (name, values) in form.ReadForm())
            {
                if (values is not [{ } value])
                {
                    return (null, $"'{Short(name)}' is given more than once.");
                }

                fields._fields[name] = value;
            }

            return (fields, null);
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException)
        {
            return (null, "The body is no form.");
        }
    }

    private static (TokenFields?, string?) Json(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return (null, "The body must be a JSON object.");
            }

            var fields = new TokenFields();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.String)
                {
                    return (null, $"'{Short(member.Name)}' must be a text.");
                }

                fields._fields[member.Name] = member.Value.GetString()!;
            }

            return (fields, null);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return (null, "The body is no JSON that can be read in one way only.");
        }
    }

    private static string Short(string name) => new([.. name.Where(letter => letter is >= ' ' and <= '~').Take(32)]);
}

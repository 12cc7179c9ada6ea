using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Distribution.Tokens;

/// <summary>JSON that can be read in one way only: an object, no member twice, no comments, no trailing commas, nothing behind it, shallow.</summary>
internal static class StrictJson
{
    private const int Depth = 3;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = Depth };

    public static bool TryParse(byte[] json, [NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        try
        {
            var parsed = JsonDocument.Parse(json, Options);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object)
            {
                document = parsed;
                return true;
            }

            parsed.Dispose();
            return false;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A string member that is there, is one, and is not empty.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.TextOrNull() is { Length: > 0 } text ? text : null;

    /// <summary>The string; null when it is half of a surrogate pair.</summary>
    public static string? TextOrNull(this JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

using System.Text.Json;

namespace Distribution.Worker.Messages;

/// <summary>Text that can be stored, logged and shown as it is.</summary>
internal static class PlainText
{
    /// <summary>The text; null when it is none, is empty or too long, or has control characters or halves of characters.</summary>
    public static string? Of(JsonElement value, int longest)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= longest && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }
}

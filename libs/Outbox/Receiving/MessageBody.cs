using System.Text;
using System.Text.Json;

namespace Distribution.Outbox.Receiving;

/// <summary>Reads a request's body; a fault names the field.</summary>
internal static class MessageBody
{
    /// <exception cref="MessageFormatException">It is not what a relay sends.</exception>
    public static MessageBatch Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            // Payloads are compared and hashed as they came: a name that is there twice could be read in two ways.
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 64 });
            var root = document.RootElement;
            var source = Text(Member(root, "body", "source"), "source", OutboxDefaults.LongestName);
            var messages = Member(root, "body", "messages");
            if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() is 0 or > OutboxDefaults.LargestBatch)
            {
                throw new MessageFormatException("messages", $"must be a list of 1 to {OutboxDefaults.LargestBatch}");
            }

            return new(source, [.. messages.EnumerateArray().Select((message, index) => Message(message, $"messages[{index}]"))]);
        }
        catch (JsonException failure)
        {
            throw new MessageFormatException("body", $"is not JSON as expected: {failure.Message.ReplaceLineEndings(" ")}");
        }
        catch (InvalidOperationException)
        {
            throw new MessageFormatException("body", "has text that is not Unicode");
        }
    }

    private static ReceivedMessage Message(JsonElement message, string at)
    {
        var id = Member(message, at, "id");
        var occurred = Member(message, at, "occurredAt");
        return new(
            id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var guid) ? guid : throw new MessageFormatException($"{at}.id", "must be a UUID"),
            Text(Member(message, at, "type"), $"{at}.type", OutboxDefaults.LongestName),
            Text(Member(message, at, "key"), $"{at}.key", OutboxDefaults.LongestKey),
            occurred.ValueKind == JsonValueKind.String && occurred.TryGetDateTimeOffset(out var moment) ? moment : throw new MessageFormatException($"{at}.occurredAt", "must be a time (ISO 8601)"),
            message.TryGetProperty("traceParent", out var trace) && trace.ValueKind != JsonValueKind.Null ? Text(trace, $"{at}.traceParent", OutboxDefaults.LongestName) : null,
            Encoding.UTF8.GetBytes(Member(message, at, "payload").GetRawText()));
    }

    private static JsonElement Member(JsonElement of, string at, string name) =>
        of.ValueKind != JsonValueKind.Object ? throw new MessageFormatException(at, "must be an object")
        : of.TryGetProperty(name, out var member) ? member
        : throw new MessageFormatException(at == "body" ? name : $"{at}.{name}", "is missing");

    private static string Text(JsonElement value, string at, int longest) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= longest && !text.Contains('\0')
            ? text
            : throw new MessageFormatException(at, $"must be text of 1 to {longest} characters");
}

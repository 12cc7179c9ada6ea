using System.Diagnostics;
using System.Text.Json;
using Distribution.HashChain;
using Distribution.Outbox.Receiving;

namespace Distribution.Audit.Receiving;

/// <summary>Reads a message as something to record. It asks for no more than what a record needs, because what it refuses is not recorded.</summary>
internal static class AuditPayload
{
    private const string NoDetails = "{}";

    /// <returns>The entry, or why there is none.</returns>
    public static (ChainEntry? Entry, string? Fault) Read(string source, ReceivedMessage message)
    {
        if (message.Type != AuditDefaults.MessageType)
        {
            return (null, $"its type is '{message.Type}'; only '{AuditDefaults.MessageType}' is recorded");
        }

        try
        {
            var payload = JsonElement.Parse(message.Payload.Span);
            if (payload.ValueKind != JsonValueKind.Object)
            {
                return (null, "its payload is no object");
            }

            string? fault = null;
            var action = Text("action", AuditDefaults.LongestAction);
            var actor = Text("actor", AuditDefaults.LongestActor);
            var subject = Text("subject", AuditDefaults.LongestSubject);
            var details = payload.TryGetProperty("details", out var given) && given.ValueKind != JsonValueKind.Null ? given.GetRawText() : NoDetails;
            return fault is null ? (new(source, message.Id, message.OccurredAt, actor, action, subject, details, TraceId(message.TraceParent)), null) : (null, fault);

            string Text(string name, int longest)
            {
                var text = payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
                if (text.Length is 0 || text.Length > longest || text.Contains('\0'))
                {
                    fault ??= $"{name} must be text of 1 to {longest} characters";
                }

                return text;
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return (null, $"its payload cannot be read: {failure.Message}");
        }
    }

    private static string? TraceId(string? traceParent) => ActivityContext.TryParse(traceParent, null, out var context) ? context.TraceId.ToHexString() : null;
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Distribution.Outbox;

/// <summary>What one service has to tell another about a change of its own.</summary>
/// <param name="Destination">Who is told; the relay knows its addresses. 1–<see cref="OutboxDefaults.LongestName"/> characters.</param>
/// <param name="Type">What the payload is. 1–<see cref="OutboxDefaults.LongestName"/> characters.</param>
/// <param name="Key">What the message is about, for example <c>request/ID</c>; messages of one key arrive in order. 1–<see cref="OutboxDefaults.LongestKey"/> characters.</param>
/// <param name="Payload">One JSON value in UTF-8, at most <see cref="OutboxDefaults.LargestPayload"/> bytes; the receiver gets these very bytes.</param>
public sealed record OutboxMessage(string Destination, string Type, string Key, ReadOnlyMemory<byte> Payload)
{
    /// <summary>By which the receiver knows the message again; ids grow with time (UUID version 7).</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>When it happened; the database's clock at the time of writing when null.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The W3C trace context in which it happened; by default that of <see cref="Activity.Current"/>.</summary>
    public string? TraceParent { get; init; } = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>Makes a message of a value.</summary>
    public static OutboxMessage Of<T>(string destination, string type, string key, T payload, JsonTypeInfo<T> json) =>
        new(destination, type, key, JsonSerializer.SerializeToUtf8Bytes(payload, json));

    /// <exception cref="ArgumentException">It could not be delivered as it is.</exception>
    internal void Validate()
    {
        Check(Destination, nameof(Destination), OutboxDefaults.LongestName);
        Check(Type, nameof(Type), OutboxDefaults.LongestName);
        Check(Key, nameof(Key), OutboxDefaults.LongestKey);
        if (Payload.Length > OutboxDefaults.LargestPayload)
        {
            throw new ArgumentException($"The payload of message {Id} ({Type} about {Key}) has {Payload.Length} bytes; {OutboxDefaults.LargestPayload} at most.");
        }

        try
        {
            var reader = new Utf8JsonReader(Payload.Span);
            reader.Read();
            reader.Skip();
            if (reader.Read())
            {
                throw new JsonException("There is something behind the value.");
            }
        }
        catch (JsonException failure)
        {
            throw new ArgumentException($"The payload of message {Id} ({Type} about {Key}) is not one JSON value: {failure.Message}", failure);
        }
    }

    private void Check(string value, string name, int longest)
    {
        if (string.IsNullOrEmpty(value) || value.Length > longest || value.Contains('\0'))
        {
            throw new ArgumentException($"{name} of message {Id} has {value?.Length ?? 0} characters; it needs 1–{longest}, none of them zero.");
        }
    }
}

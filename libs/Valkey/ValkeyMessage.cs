using System.Text;

namespace Distribution.Valkey;

/// <summary>What a subscriber gets: a message, or the news that messages may have been missed.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Payload">The message; empty for a gap.</param>
/// <param name="IsGap">
/// True when the subscription has (again) begun, also the first time, or the subscriber did not keep up: messages before this may be missing, so
/// whatever is derived from them should be read afresh.
/// </param>
public readonly record struct ValkeyMessage(string Channel, ReadOnlyMemory<byte> Payload, bool IsGap)
{
    /// <summary>The message as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);
}

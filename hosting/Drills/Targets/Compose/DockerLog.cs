using System.Buffers.Binary;
using System.Text;

namespace Distribution.Drills.Targets.Compose;

/// <summary>Reads what the engine sends of a container's log: pieces, each after a head of eight bytes, of which the first names the stream and the last four the length.</summary>
internal static class DockerLog
{
    private const int Head = 8;

    public static IReadOnlyList<string> Lines(ReadOnlySpan<byte> sent)
    {
        var text = new StringBuilder();
        while (sent.Length >= Head)
        {
            var length = Math.Min((int)BinaryPrimitives.ReadUInt32BigEndian(sent[4..]), sent.Length - Head);
            text.Append(Encoding.UTF8.GetString(sent.Slice(Head, length)));
            sent = sent[(Head + length)..];
        }

        return text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

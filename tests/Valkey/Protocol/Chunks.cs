using System.Buffers;

namespace Distribution.Valkey.Tests;

/// <summary>Feeds bytes to a parser the way a network does: in pieces, of which the unread rest is kept.</summary>
internal static class Chunks
{
    public static List<RespValue> Read(byte[] bytes, IEnumerable<int> sizes, RespLimits? limits = null)
    {
        var parser = new RespParser(limits ?? RespLimits.Default);
        List<RespValue> values = [];
        List<byte[]> unread = [];
        var offset = 0;
        foreach (var size in sizes.Append(int.MaxValue))
        {
            var piece = bytes[offset..(int)Math.Min(bytes.Length, (long)offset + size)];
            offset += piece.Length;
            unread.Add(piece);
            var buffer = Sequence(unread);
            while (parser.TryRead(ref buffer, out var value))
            {
                values.Add(value);
            }

            unread = [.. Split(buffer)];
        }

        return unread.Sum(u => u.Length) == 0 && !parser.InTheMiddle ? values : throw new EndOfStreamException();
    }

    private static IEnumerable<byte[]> Split(ReadOnlySequence<byte> buffer)
    {
        foreach (var segment in buffer)
        {
            yield return segment.ToArray();
        }
    }

    private static ReadOnlySequence<byte> Sequence(List<byte[]> pieces)
    {
        Segment? first = null, last = null;
        foreach (var piece in pieces)
        {
            last = new Segment(piece, last);
            first ??= last;
        }

        return first is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, Segment? before)
        {
            Memory = bytes;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}

using System.Buffers.Binary;

namespace Distribution.HashChain.Verification;

/// <summary>One row of a binary COPY of a chain, in the reader's buffer.</summary>
internal readonly ref struct CopyRow
{
    private const int Fields = 12;
    private const int LengthSize = sizeof(int);
    private const int HashSize = 32;

    // Length and value of the first two columns, the sequence and the hash before it.
    private const int PreviousStart = LengthSize + sizeof(long) + LengthSize;

    private CopyRow(ReadOnlySpan<byte> hashed, ReadOnlySpan<byte> hash)
    {
        Hashed = hashed;
        Hash = hash;
    }

    /// <summary>All columns but the hash, with their lengths: what the hash is of.</summary>
    public ReadOnlySpan<byte> Hashed { get; }

    public ReadOnlySpan<byte> Hash { get; }

    public long Sequence => BinaryPrimitives.ReadInt64BigEndian(Hashed[LengthSize..]);

    public ReadOnlySpan<byte> PreviousHash => Hashed.Slice(PreviousStart, BinaryPrimitives.ReadInt32BigEndian(Hashed[(PreviousStart - LengthSize)..]));

    /// <summary>Where the sequence number is in <see cref="Hashed"/>.</summary>
    public static Range SequenceRange => LengthSize..(LengthSize + sizeof(long));

    /// <summary>Reads a row whose field count is already known.</summary>
    /// <param name="buffer">From the first field's length on.</param>
    /// <param name="row">The row.</param>
    /// <param name="length">How many bytes it takes.</param>
    /// <returns>False while more bytes are needed.</returns>
    public static bool TryRead(ReadOnlySpan<byte> buffer, out CopyRow row, out int length)
    {
        row = default;
        length = 0;
        var lastStart = 0;
        for (var field = 0; field < Fields; field++)
        {
            if (buffer.Length < length + LengthSize)
            {
                return false;
            }

            lastStart = length;
            length += LengthSize + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(buffer[length..]));
            if (buffer.Length < length)
            {
                return false;
            }
        }

        row = new(buffer[..lastStart], buffer[(lastStart + LengthSize)..length]);
        return true;
    }

    public bool HasHash(ReadOnlySpan<byte> hash) => Hash.Length == HashSize && Hash.SequenceEqual(hash);
}

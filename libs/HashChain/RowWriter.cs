using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Distribution.HashChain;

/// <summary>Writes columns as a row of a binary COPY has them.</summary>
internal sealed class RowWriter
{
    /// <summary>Where Postgres counts microseconds from.</summary>
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Add(long value)
    {
        Length(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    public void Add(ReadOnlySpan<byte> value)
    {
        Length(value.Length);
        _buffer.Write(value);
    }

    public void Add(Guid value)
    {
        const int size = 16;
        Length(size);
        value.TryWriteBytes(_buffer.GetSpan(size), bigEndian: true, out _);
        _buffer.Advance(size);
    }

    public void Add(DateTimeOffset value) => Add((value.UtcTicks - Epoch.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    public void Add(string? value)
    {
        if (value is null)
        {
            Length(-1);
            return;
        }

        Length(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _buffer);
    }

    private void Length(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(sizeof(int)), length);
        _buffer.Advance(sizeof(int));
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using Npgsql;

namespace Distribution.HashChain.Verification;

/// <summary>Streams records in order as <c>COPY … (FORMAT binary)</c> sends them, without making objects of them.</summary>
internal static class CopyReader
{
    private const int FirstBuffer = 256 * 1024;

    // Signature, flags, length of the header's extension (Postgres, COPY, File Formats).
    private const int HeaderSize = 11 + sizeof(int) + sizeof(int);

    /// <summary>Looks at one row; false ends the reading.</summary>
    public delegate bool Look(CopyRow row);

    /// <returns>False when <paramref name="look"/> ended it.</returns>
    public static async Task<bool> ReadAsync(NpgsqlConnection connection, long from, long to, Look look)
    {
        var copy = string.Create(
            CultureInfo.InvariantCulture, $"COPY (SELECT {ChainRecord.Columns} FROM chain_records WHERE sequence BETWEEN {from} AND {to} ORDER BY sequence) TO STDOUT (FORMAT binary)");
        await using var stream = await connection.BeginRawBinaryCopyAsync(copy, CancellationToken.None);
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var (start, end, ended) = (0, 0, false);
            var header = true;
            while (true)
            {
                if (start > 0 && buffer.Length - end < buffer.Length / 2)
                {
                    buffer.AsSpan(start, end - start).CopyTo(buffer);
                    (start, end) = (0, end - start);
                }

                if (end == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, end).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var read = await stream.ReadAsync(buffer.AsMemory(end), CancellationToken.None);
                if (read == 0)
                {
                    return ended ? true : throw new InvalidDataException("COPY ended in the middle of a row.");
                }

                end += read;
                if (header && end - start < HeaderSize)
                {
                    continue;
                }

                start += header ? HeaderSize : 0;
                header = false;
                if (!Take(buffer.AsSpan(start, end - start), look, ref ended, out var taken))
                {
                    return false;
                }

                start += taken;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool Take(ReadOnlySpan<byte> buffer, Look look, ref bool ended, out int taken)
    {
        taken = 0;
        while (!ended && buffer.Length - taken >= sizeof(short))
        {
            if (BinaryPrimitives.ReadInt16BigEndian(buffer[taken..]) < 0)
            {
                ended = true;
                taken += sizeof(short);
                return true;
            }

            if (!CopyRow.TryRead(buffer[(taken + sizeof(short))..], out var row, out var length))
            {
                return true;
            }

            if (!look(row))
            {
                return false;
            }

            taken += sizeof(short) + length;
        }

        return true;
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace Distribution.Valkey;

/// <summary>Writes a command as an array of bulk strings, the one form that servers read.</summary>
internal static class CommandEncoding
{
    private const int LongestHeader = 16;

    public static void Write(IBufferWriter<byte> output, ValkeyCommand command)
    {
        WriteHeader(output, '*', command.Arguments.Length + 1);
        WriteHeader(output, '$', Encoding.UTF8.GetByteCount(command.Name));
        Encoding.UTF8.GetBytes(command.Name, output);
        output.Write("\r\n"u8);
        foreach (var argument in command.Arguments)
        {
            WriteHeader(output, '$', argument.Bytes.Length);
            output.Write(argument.Bytes.Span);
            output.Write("\r\n"u8);
        }
    }

    /// <summary>An upper bound of the bytes that <see cref="Write"/> takes.</summary>
    public static long Length(ValkeyCommand command)
    {
        var length = (2L * LongestHeader) + Encoding.UTF8.GetMaxByteCount(command.Name.Length);
        foreach (var argument in command.Arguments)
        {
            length += LongestHeader + argument.Bytes.Length;
        }

        return length;
    }

    private static void WriteHeader(IBufferWriter<byte> output, char type, int number)
    {
        var span = output.GetSpan(LongestHeader);
        span[0] = (byte)type;
        number.TryFormat(span[1..], out var written, provider: CultureInfo.InvariantCulture);
        "\r\n"u8.CopyTo(span[(written + 1)..]);
        output.Advance(written + 3);
    }
}

using System.Globalization;
using System.Text;

namespace Distribution.Valkey;

/// <summary>One argument of a command: bytes, made from a text (UTF-8), a number or bytes.</summary>
public readonly struct ValkeyArgument
{
    private ValkeyArgument(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>What goes over the wire.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>A text, sent as UTF-8.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator ValkeyArgument(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>A number, sent in decimal.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator ValkeyArgument(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Bytes, sent as they are. They must not change until the command is sent.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator ValkeyArgument(byte[] bytes) => new(bytes);

    /// <summary>Bytes, sent as they are. They must not change until the command is sent.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator ValkeyArgument(ReadOnlyMemory<byte> bytes) => new(bytes);
}

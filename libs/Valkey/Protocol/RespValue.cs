using System.Globalization;
using System.Numerics;
using System.Text;

namespace Distribution.Valkey;

/// <summary>One value of RESP3. Immutable; equal when the kind, the content and the attributes are.</summary>
public sealed class RespValue : IEquatable<RespValue>
{
    private const int VerbatimPrefix = 4;

    private readonly long _number;
    private readonly BigInteger _big;
    private readonly ReadOnlyMemory<byte> _bytes;

    private RespValue(RespKind kind, long number = 0, ReadOnlyMemory<byte> bytes = default, IReadOnlyList<RespValue>? items = null, BigInteger big = default)
    {
        Kind = kind;
        _number = number;
        _bytes = bytes;
        _big = big;
        Items = items ?? [];
    }

    /// <summary>The value that stands for no value.</summary>
    public static RespValue Null { get; } = new(RespKind.Null);

    /// <summary>The type on the wire.</summary>
    public RespKind Kind { get; }

    /// <summary>The elements of an array, set or push, and the keys and values of a map in turn; empty for everything else.</summary>
    public IReadOnlyList<RespValue> Items { get; }

    /// <summary>Keys and values, in turn, of the attributes that the server sent before this value; mostly empty.</summary>
    public IReadOnlyList<RespValue> Attributes { get; private init; } = [];

    /// <summary>Whether this is <see cref="Null"/>, which a missing key is answered with.</summary>
    public bool IsNull => Kind is RespKind.Null;

    /// <summary>Whether the server answered with an error.</summary>
    public bool IsError => Kind is RespKind.Error or RespKind.BulkError;

    /// <summary>The text of any single value (UTF-8), or null for <see cref="Null"/>.</summary>
    /// <exception cref="InvalidOperationException">The value is an array, set, map or push.</exception>
    public string? Text => Kind switch
    {
        RespKind.Null => null,
        RespKind.Integer => _number.ToString(CultureInfo.InvariantCulture),
        RespKind.Boolean => _number != 0 ? "true" : "false",
        RespKind.Double => Double.ToString("R", CultureInfo.InvariantCulture),
        RespKind.BigNumber => _big.ToString(CultureInfo.InvariantCulture),
        RespKind.Array or RespKind.Set or RespKind.Map or RespKind.Push => throw Unexpected("a single value"),
        _ => Encoding.UTF8.GetString(Bytes.Span),
    };

    /// <summary>The bytes of a text; without the format in front of a verbatim one.</summary>
    /// <exception cref="InvalidOperationException">The value has no bytes of its own.</exception>
    public ReadOnlyMemory<byte> Bytes => Kind switch
    {
        RespKind.SimpleString or RespKind.Error or RespKind.BulkString or RespKind.BulkError => _bytes,
        RespKind.VerbatimString => _bytes[VerbatimPrefix..],
        _ => throw Unexpected("a text"),
    };

    /// <summary>The three letters in front of a verbatim text, such as <c>txt</c>; null for everything else.</summary>
    public string? VerbatimFormat => Kind is RespKind.VerbatimString ? Encoding.ASCII.GetString(_bytes.Span[..(VerbatimPrefix - 1)]) : null;

    /// <summary>The number of an integer, or of a text that is one, as Sentinels and RESP2 answer.</summary>
    /// <exception cref="InvalidOperationException">The value is no 64-bit integer.</exception>
    public long Integer => Kind switch
    {
        RespKind.Integer or RespKind.Boolean => _number,
        RespKind.SimpleString or RespKind.BulkString when long.TryParse(_bytes.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Unexpected("an integer"),
    };

    /// <summary>The number of a double.</summary>
    /// <exception cref="InvalidOperationException">The value is no double.</exception>
    public double Double => Kind is RespKind.Double ? BitConverter.Int64BitsToDouble(_number) : throw Unexpected("a double");

    /// <summary>The number of a big number or an integer.</summary>
    /// <exception cref="InvalidOperationException">The value is neither.</exception>
    public BigInteger BigNumber => Kind is RespKind.BigNumber ? _big : Integer;

    /// <summary>The value of a boolean.</summary>
    /// <exception cref="InvalidOperationException">The value is no boolean.</exception>
    public bool Boolean => Kind is RespKind.Boolean ? _number != 0 : throw Unexpected("a boolean");

    /// <summary>The value under a key of a map, or of an array that RESP2 sends instead of a map; null when it is not there.</summary>
    /// <param name="key">The key, compared byte for byte.</param>
    public RespValue? this[string key]
    {
        get
        {
            for (var i = 0; i + 1 < Items.Count; i += 2)
            {
                if (string.Equals(Items[i].Text, key, StringComparison.Ordinal))
                {
                    return Items[i + 1];
                }
            }

            return null;
        }
    }

    /// <inheritdoc />
    public bool Equals(RespValue? other) =>
        other is not null && Kind == other.Kind && _number == other._number && _big == other._big
        && _bytes.Span.SequenceEqual(other._bytes.Span) && Items.SequenceEqual(other.Items) && Attributes.SequenceEqual(other.Attributes);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as RespValue);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Kind, _number, _bytes.Length, Items.Count);

    /// <summary>The kind and, for aggregates, the number of elements. Never the content, which may be a secret.</summary>
    public override string ToString() => Items.Count > 0 ? $"{Kind} of {Items.Count}" : Kind.ToString();

    internal static RespValue OfText(RespKind kind, ReadOnlyMemory<byte> bytes) => new(kind, bytes: bytes);

    internal static RespValue OfInteger(long number) => new(RespKind.Integer, number);

    internal static RespValue OfBoolean(bool value) => new(RespKind.Boolean, value ? 1 : 0);

    internal static RespValue OfDouble(double number) => new(RespKind.Double, BitConverter.DoubleToInt64Bits(number));

    internal static RespValue OfBigNumber(BigInteger number) => new(RespKind.BigNumber, big: number);

    internal static RespValue OfItems(RespKind kind, IReadOnlyList<RespValue> items) => new(kind, items: items);

    internal RespValue With(IReadOnlyList<RespValue> attributes) =>
        attributes.Count == 0 ? this : new RespValue(Kind, _number, _bytes, Items, _big) { Attributes = attributes };

    internal ReadOnlyMemory<byte> RawBytes => _bytes;

    private InvalidOperationException Unexpected(string wanted) => new($"The server answered with {this} where {wanted} was expected.");
}

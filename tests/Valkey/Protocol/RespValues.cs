using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Distribution.Valkey.Tests;

/// <summary>Arbitrary values of RESP3.</summary>
internal static class RespValues
{
    private const int Depth = 4;

    private static readonly Gen<byte[]> Bytes = ArbMap.Default.GeneratorFor<byte[]>().Select(b => b ?? []);

    /// <summary>Printable ASCII: what a line of the protocol may hold, and more than a server sends.</summary>
    private static readonly Gen<byte[]> Line = Gen.Choose(32, 126).Select(c => (byte)c).ArrayOf();

    public static readonly Gen<RespValue> Any = Gen.Choose(0, Depth).SelectMany(d => Value(d));

    /// <summary>What stands at the top: any value, or a push.</summary>
    public static readonly Gen<RespValue> Top = Gen.Frequency((4, Any), (1, Items(RespKind.Push, 2)));

    public static readonly Arbitrary<RespValue[]> Stream = Top.ArrayOf().ToArbitrary();

    private static Gen<RespValue> Value(int depth)
    {
        var plain = depth == 0 ? Scalar : Gen.Frequency(
            (3, Scalar), (2, Items(RespKind.Array, depth - 1)), (1, Items(RespKind.Set, depth - 1)), (1, Pairs(depth - 1).Select(p => RespValue.OfItems(RespKind.Map, p))));
        return Gen.Frequency(
            (9, plain),
            (1, from value in plain from attributes in Pairs(0) select value.With(attributes)));
    }

    private static Gen<RespValue> Items(RespKind kind, int depth) => Several(depth).Select(items => RespValue.OfItems(kind, items));

    private static Gen<RespValue[]> Pairs(int depth) => Several(depth).Select(items => items[..(items.Length / 2 * 2)]);

    private static Gen<RespValue[]> Several(int depth) => Gen.Choose(0, 5).SelectMany(count => Value(depth).ArrayOf(count));

    private static Gen<RespValue> Scalar { get; } = Gen.OneOf(
        Gen.Constant(RespValue.Null),
        Gen.Elements(RespValue.OfBoolean(true), RespValue.OfBoolean(false)),
        ArbMap.Default.GeneratorFor<long>().Select(RespValue.OfInteger),
        ArbMap.Default.GeneratorFor<double>().Select(RespValue.OfDouble),
        ArbMap.Default.GeneratorFor<BigInteger>().Select(n => RespValue.OfBigNumber(n * n * n)),
        Line.Select(b => RespValue.OfText(RespKind.SimpleString, b)),
        Line.Select(b => RespValue.OfText(RespKind.Error, b)),
        Bytes.Select(b => RespValue.OfText(RespKind.BulkString, b)),
        Bytes.Select(b => RespValue.OfText(RespKind.BulkError, b)),
        Bytes.Select(b => RespValue.OfText(RespKind.VerbatimString, Encoding.ASCII.GetBytes("txt:").Concat(b).ToArray())));
}

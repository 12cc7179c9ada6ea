using FsCheck;
using FsCheck.Fluent;

namespace Distribution.Valkey.Tests;

public sealed class RespParserPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Parser_any_values_in_any_chunks_come_back_equal() =>
        Prop.ForAll(RespValues.Stream, Sizes, (values, sizes) => Chunks.Read(RespEncoder.Encode(values), sizes).SequenceEqual(values)).Check(Thorough);

    [Fact]
    public void Parser_values_byte_by_byte_come_back_equal() =>
        Prop.ForAll(RespValues.Stream, values =>
        {
            var bytes = RespEncoder.Encode(values);
            return Chunks.Read(bytes, Enumerable.Repeat(1, bytes.Length)).SequenceEqual(values);
        }).Check(Thorough);

    [Fact]
    public void Parser_garbage_ends_in_values_or_a_protocol_error() =>
        Prop.ForAll(Garbage, Sizes, (bytes, sizes) => Outcome(bytes, sizes) is not Result.Crash).Check(Thorough);

    [Fact]
    public void Parser_one_byte_changed_ends_in_values_or_a_protocol_error() =>
        Prop.ForAll(Damaged, Sizes, (bytes, sizes) => Outcome(bytes, sizes) is not Result.Crash).Check(Thorough);

    [Fact]
    public void Parser_garbage_ends_the_same_in_one_piece_and_in_many() =>
        Prop.ForAll(Damaged, Sizes, (bytes, sizes) => Outcome(bytes, []) == Outcome(bytes, sizes)).Check(Thorough);

    private static Arbitrary<int[]> Sizes => Gen.Choose(0, 20).ArrayOf().ToArbitrary();

    /// <summary>Half of it made of the protocol's own characters, which gets further into the parser than noise.</summary>
    private static Arbitrary<byte[]> Garbage => Gen.OneOf(
        ArbMap.Default.GeneratorFor<byte[]>().Select(b => b ?? []),
        Gen.Elements("+-:$*_#,(!=%~>|\r\n\r\n0123?tfx"u8.ToArray()).ArrayOf()).ToArbitrary();

    private static Arbitrary<byte[]> Damaged => (
        from values in RespValues.Top.NonEmptyListOf()
        let bytes = RespEncoder.Encode(values)
        from at in Gen.Choose(0, bytes.Length - 1)
        from to in Gen.Choose(0, 255)
        select (byte[])[.. bytes[..at], (byte)to, .. bytes[(at + 1)..]]).ToArbitrary();

    private static Result Outcome(byte[] bytes, int[] sizes)
    {
        try
        {
            Chunks.Read(bytes, sizes);
            return Result.Values;
        }
        catch (RespProtocolException)
        {
            return Result.ProtocolError;
        }
        catch (EndOfStreamException)
        {
            return Result.Unfinished;
        }
        catch (Exception)
        {
            return Result.Crash;
        }
    }

    private enum Result
    {
        Values,
        ProtocolError,
        Unfinished,
        Crash,
    }
}

using System.Text;
using Distribution.Drills.Targets.Compose;

namespace Distribution.Drills.Tests.Compose;

public sealed class DockerLogTests
{
    [Fact]
    public void Pieces_of_both_streams_are_put_together_to_lines()
    {
        byte[] sent = [.. Piece(1, "2026-11-25T22:34:27Z one\n2026-11-25T22:34:28Z t"), .. Piece(2, "wo\n")];

        Assert.Equal(["2026-11-25T22:34:27Z one", "2026-11-25T22:34:28Z two"], DockerLog.Lines(sent));
    }

    [Fact]
    public void Log_that_was_cut_off_ends_where_it_was_cut() => Assert.Equal(["whole", "ha"], DockerLog.Lines([.. Piece(1, "whole\nhalf")[..^2]]));

    private static byte[] Piece(byte stream, string text) => [stream, 0, 0, 0, 0, 0, 0, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}

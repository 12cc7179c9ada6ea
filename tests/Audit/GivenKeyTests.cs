using Distribution.Audit.Checkpoints;
using Distribution.HashChain.Checkpoints;
using Distribution.Servers;
using Microsoft.Extensions.Options;

namespace Distribution.Audit.Tests;

/// <summary>Where secrets are environment variables, the checkpoints' key is a setting and not the path of a file.</summary>
public sealed class GivenKeyTests
{
    [Fact]
    public void Key_that_is_a_setting_seals_checkpoints_and_another_does_not_open_them()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = new Checkpoint(new(5, new byte[32]), DateTimeOffset.UnixEpoch);

        Assert.True(Of(folder, "0123456789abcdef").Write(checkpoint));

        Assert.Equal(5, Of(folder, "0123456789abcdef").Read()!.Head.Sequence);
        Assert.Throws<HashChain.Verification.ChainBrokenException>(() => Of(folder, "fedcba9876543210").Read());
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("/key", "", true)]
    [InlineData("", "0123456789abcdef", true)]
    [InlineData("/key", "0123456789abcdef", false)]
    public void Key_is_said_once(string file, string key, bool isGood) =>
        Assert.Equal(isGood, new AuditOptions { CheckpointFile = "/checkpoint", CheckpointKeyFile = file, CheckpointKey = key }.Fault is null);

    private static Proof Of(TemporaryFolder folder, string key) => new(Options.Create(new AuditOptions { CheckpointFile = folder["checkpoint.json"], CheckpointKey = key }));
}

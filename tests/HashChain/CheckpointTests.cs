using Distribution.HashChain.Checkpoints;
using Distribution.Servers;

namespace Distribution.HashChain.Tests;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder["checkpoint.json"];

    private string KeyPath => _folder["secrets", "key"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Checkpoint_reads_back_and_never_goes_back()
    {
        var file = CheckpointFile.Open(FilePath, KeyPath);

        Assert.Null(file.Read());
        Assert.True(file.Write(At(5)));
        Assert.False(file.Write(At(4)));
        Assert.True(file.Write(At(6)));
        Assert.Equal(At(6), CheckpointFile.Open(FilePath, KeyPath).Read());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
    }

    [Fact]
    public void Key_that_is_no_file_seals_as_the_same_key_in_one()
    {
        CheckpointFile.OpenWith(FilePath, "0123456789abcdef").Write(At(5));
        Directory.CreateDirectory(Path.GetDirectoryName(KeyPath)!);
        File.WriteAllText(KeyPath, "0123456789abcdef\n");
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(At(5), CheckpointFile.Open(FilePath, KeyPath).Read());
        Assert.Contains("needs 16", Assert.Throws<CheckpointException>(() => CheckpointFile.OpenWith(FilePath, "short")).Message);
    }

    [Theory]
    [InlineData("\"sequence\":5", "\"sequence\":4")]
    [InlineData("0505", "0506")]
    [InlineData("2026", "2027")]
    public void Changed_checkpoint_is_refused(string what, string by)
    {
        CheckpointFile.Open(FilePath, KeyPath).Write(At(5));

        File.WriteAllText(FilePath, File.ReadAllText(FilePath).Replace(what, by));

        Assert.Contains("not sealed", Assert.Throws<CheckpointException>(() => CheckpointFile.Open(FilePath, KeyPath).Read()).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"sequence\":\"x\"}")]
    [InlineData("{\"sequence\":1,\"hash\":\"xy\",\"at\":\"2026-01-01T00:00:00Z\",\"hmac\":\"\"}")]
    public void Damaged_checkpoint_is_refused(string content)
    {
        CheckpointFile.Open(FilePath, KeyPath).Write(At(5));

        File.WriteAllText(FilePath, content);

        Assert.Contains("damaged", Assert.Throws<CheckpointException>(() => CheckpointFile.Open(FilePath, KeyPath).Read()).Message);
    }

    [Fact]
    public void Key_that_is_lost_is_not_replaced_while_its_checkpoint_is_there()
    {
        CheckpointFile.Open(FilePath, KeyPath).Write(At(5));
        File.Delete(KeyPath);

        Assert.Throws<CheckpointException>(() => CheckpointFile.Open(FilePath, KeyPath));
    }

    [Fact]
    public void Key_that_others_can_read_is_refused()
    {
        CheckpointFile.Open(FilePath, KeyPath);
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Contains("chmod", Assert.Throws<CheckpointException>(() => CheckpointFile.Open(FilePath, KeyPath)).Message);
    }

    [Fact]
    public void Key_as_Kubernetes_mounts_it_is_taken()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyPath)!);
        File.WriteAllText(KeyPath, new string('k', 32));
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.True(CheckpointFile.Open(FilePath, KeyPath).Write(At(5)));
    }

    private static Checkpoint At(byte n) => new(new(n, Enumerable.Repeat(n, 32).ToArray()), new(2026, 1, 1, 0, 0, n, TimeSpan.Zero));
}

using Distribution.Machine.Secrets;
using Distribution.Servers;

namespace Distribution.Machine.Tests;

public sealed class SecretFileTests
{
    [Fact]
    public void Secret_is_made_once_with_owner_only_mode()
    {
        using var folder = new TemporaryFolder();

        var first = SecretFile.ReadOrCreate(folder["secret"]);

        Assert.Equal(32, first.Length);
        Assert.Equal(first, SecretFile.ReadOrCreate(folder["secret"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["secret"]));
    }

    [Fact]
    public void Write_leaves_nothing_beside_the_file()
    {
        using var folder = new TemporaryFolder();

        SecretFile.Write(folder["secret"], "one");
        SecretFile.Write(folder["secret"], "two");

        Assert.Equal("two", File.ReadAllText(folder["secret"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}

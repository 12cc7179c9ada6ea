using Distribution.Machine.State;
using Distribution.Servers;

namespace Distribution.Machine.Tests;

public sealed class StateFolderTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void New_folder_has_a_marker_and_private_secrets()
    {
        var state = StateFolder.At("one", _root.Path);

        using var held = state.Open();

        Assert.True(state.Exists);
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(state.Secrets));
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(state.Run));
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(state.Data));
    }

    [Fact]
    public void Second_open_is_refused_until_the_first_ends()
    {
        var state = StateFolder.At("one", _root.Path);
        using (state.Open())
        {
            var refusal = Assert.Throws<StateException>(() => state.Open());
            Assert.Contains("already running", refusal.Message);
            Assert.True(state.IsLocked());
        }

        Assert.False(state.IsLocked());
        using var again = state.Open();
    }

    [Fact]
    public void Folder_of_somebody_else_is_refused_and_left_alone()
    {
        var state = StateFolder.At("one", _root.Path);
        Directory.CreateDirectory(state.Path);
        File.WriteAllText(Path.Combine(state.Path, "thesis.txt"), "mine");

        Assert.Contains("holds no topology", Assert.Throws<StateException>(() => state.Open()).Message);
        Assert.Contains("holds no topology", Assert.Throws<StateException>(() => state.Wipe()).Message);

        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(state.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("{\"kind\":\"distribution-topology\",\"format\":99,\"name\":\"one\"}", "state format 99")]
    [InlineData("{\"kind\":\"something\"}", "not readable")]
    [InlineData("not json", "not readable")]
    [InlineData("", "not readable")]
    public void Marker_that_is_not_ours_is_refused_and_left_alone(string marker, string reason)
    {
        var state = StateFolder.At("one", _root.Path);
        Directory.CreateDirectory(state.Path);
        File.WriteAllText(Path.Combine(state.Path, "topology.json"), marker);

        Assert.Contains(reason, Assert.Throws<StateException>(() => state.Open()).Message);
        Assert.Contains(reason, Assert.Throws<StateException>(() => state.Wipe()).Message);

        Assert.Equal(marker, File.ReadAllText(Path.Combine(state.Path, "topology.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../escape")]
    [InlineData("Upper")]
    [InlineData("1digit")]
    [InlineData("a-name-that-is-longer-than-forty-characters")]
    public void Name_that_could_not_be_a_folder_is_refused(string name) => Assert.Throws<StateException>(() => StateFolder.At(name, _root.Path));

    [Fact]
    public void Wipe_of_a_running_topology_is_refused()
    {
        var state = StateFolder.At("one", _root.Path);
        using (state.Open())
        {
            Assert.Contains("is running", Assert.Throws<StateException>(() => state.Wipe()).Message);
        }

        state.Wipe();

        Assert.False(Directory.Exists(state.Path));
    }
}

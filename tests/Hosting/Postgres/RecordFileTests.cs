using Distribution.Hosting.Postgres.Supervision;
using Distribution.Servers;

namespace Distribution.Hosting.Tests.Postgres;

public sealed class RecordFileTests : IDisposable
{
    private static readonly ClusterRecord Record = new("postgres", Term: 3, "postgres-2", StandbyStanding.Promotable, Promoting: "postgres-1");

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["state.json"];

    [Fact]
    public void Record_saved_is_read_back_by_the_next_supervisor()
    {
        new RecordFile(Path, "postgres").Save(Record);

        Assert.Equal(Record, new RecordFile(Path, "postgres").Load());
    }

    [Fact]
    public void Record_that_was_never_saved_is_none() => Assert.Null(new RecordFile(Path, "postgres").Load());

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"format":1,"cluster":"postgres","term":"x","primary":"postgres-1","standby":"Behind"}""")]
    [InlineData("""{"format":1,"cluster":"postgres","term":1,"primary":"postgres-1","standby":"Unheard"}""")]
    public void Record_corrupt_is_refused_with_its_path_and_may_be_set_aside(string content)
    {
        File.WriteAllText(Path, content);
        var file = new RecordFile(Path, "postgres");

        var refused = Assert.Throws<UnreadableRecordException>(file.Load);

        Assert.Contains(Path, refused.Message);
        Assert.False(refused.IsNewer);
        Assert.Equal(content, File.ReadAllText(file.SetAside()));
        Assert.Null(file.Load());
    }

    [Theory]
    [InlineData("""{"format":2}""", "format 2")]
    [InlineData("""{"format":1,"cluster":"other","term":1,"primary":"other-1","standby":"Behind"}""", "'other'")]
    public void Record_of_another_version_or_cluster_is_refused_and_left_alone(string content, string named)
    {
        File.WriteAllText(Path, content);

        var refused = Assert.Throws<UnreadableRecordException>(new RecordFile(Path, "postgres").Load);

        Assert.Contains(named, refused.Message);
        Assert.True(refused.IsNewer);
    }

    public void Dispose() => _folder.Dispose();
}

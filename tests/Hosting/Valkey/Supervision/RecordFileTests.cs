using Distribution.Hosting.Valkey;
using Distribution.Servers;

namespace Distribution.Hosting.Tests.Valkey;

public sealed class RecordFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private RecordFile Record => new(_folder["valkey", "record.json"], ["a", "b", "c"], member => _folder[member]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Record_of_a_new_cluster_names_the_first() => Assert.Equal(new ClusterRecord("a", 0), Record.Load());

    [Fact]
    public void Record_saved_is_loaded()
    {
        Record.Save(new ClusterRecord("b", 12));

        Assert.Equal(new ClusterRecord("b", 12), Record.Load());
    }

    [Fact]
    public void Record_lost_the_member_that_was_written_last_is_the_primary()
    {
        Write("a", "x", age: 20);
        Write("c", "x", age: 10);
        Write("b", "", age: 0);

        Assert.Equal("c", Record.Load().Primary);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"format\":2,\"primary\":\"a\",\"term\":1}")]
    [InlineData("{\"format\":1,\"primary\":\"x\",\"term\":1}")]
    [InlineData("{\"format\":1,\"primary\":\"a\",\"term\":-1}")]
    public void Record_that_is_corrupt_is_refused_with_the_remedy_and_kept(string text)
    {
        Directory.CreateDirectory(_folder["valkey"]);
        File.WriteAllText(_folder["valkey", "record.json"], text);
        Write("b", "x", age: 0);

        var error = Assert.Throws<InvalidDataException>(() => Record.Load());

        Assert.Contains("record.json", error.Message);
        Assert.Contains("Remove the file", error.Message);
        Assert.Contains("that of b", error.Message);
        Assert.Equal(text, File.ReadAllText(_folder["valkey", "record.json"]));
    }

    private void Write(string member, string content, int age)
    {
        var file = _folder[member, "appendonlydir", "appendonly.aof.1.incr.aof"];
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc).AddMinutes(-age));
    }
}

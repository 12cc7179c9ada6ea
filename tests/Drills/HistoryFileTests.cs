using Distribution.Drills.Histories;
using Distribution.Servers;

namespace Distribution.Drills.Tests;

public sealed class HistoryFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "history.jsonl");

    [Fact]
    public async Task What_was_recorded_is_read_back()
    {
        await using var recorder = new HistoryRecorder(Path);
        recorder.Begin("w", "write", "k", "1").Ok("one", "node", 7);
        recorder.Begin("w", "write", "k", "2").Fail("no");
        recorder.Begin("w", "write", "k", "3").Unknown("silence");
        recorder.Mark(MarkKind.Injected, "api-1", "killed");
        var pending = recorder.Begin("w", "read", "k");
        await recorder.DisposeAsync();

        var history = HistoryFile.Read(Path);

        Assert.Equal([Outcome.Ok, Outcome.Fail, Outcome.Unknown, Outcome.Unknown], history.Operations.Select(operation => operation.Outcome));
        Assert.Equal(recorder.Snapshot().Operations, history.Operations);
        Assert.Equal("api-1", Assert.Single(history.Marks).Subject);
        pending.Dispose();
    }

    [Fact]
    public async Task History_of_a_drill_that_was_killed_may_end_in_the_middle_of_a_line()
    {
        await using (var recorder = new HistoryRecorder(Path))
        {
            recorder.Begin("w", "write", "k", "1").Ok();
        }

        await File.AppendAllTextAsync(Path, "{\"type\":\"inv");
        Assert.Single(HistoryFile.Read(Path).Operations);

        await File.AppendAllTextAsync(Path, "\n{}\n");
        Assert.Contains("line 3", Assert.Throws<InvalidDataException>(() => HistoryFile.Read(Path)).Message);
    }

    [Fact]
    public void Operation_is_completed_once()
    {
        var operation = new HistoryRecorder().Begin("w", "write", "k");
        operation.Ok();

        Assert.Throws<InvalidOperationException>(() => operation.Fail("late"));
    }

    public void Dispose() => _folder.Dispose();
}

using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Model;
using Distribution.Servers;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Tests.Model;

public sealed class LogTests
{
    private readonly ResourceLoggerService logs = new();

    [Fact]
    public async Task Log_begins_with_its_last_lines_and_goes_on_with_new_ones()
    {
        logs.Append("thing", "one", isError: false);
        var read = new List<LogLine>();
        var reading = Task.Run(async () =>
        {
            await foreach (var lines in logs.WatchAsync("THING"))
            {
                lock (read)
                {
                    read.AddRange(lines);
                }
            }
        });
        await Eventually.True(() => Count(read) == 1);

        logs.Append("thing", "two", isError: true);
        await Eventually.True(() => Count(read) == 2);
        logs.Complete("thing");
        await reading.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal([new LogLine(1, "one", false), new LogLine(2, "two", true)], read);
    }

    [Fact]
    public async Task Backlog_keeps_the_last_lines_only()
    {
        var buffer = new LogBuffer(capacity: 3);
        for (var line = 1; line <= 10; line++)
        {
            buffer.Append($"{line}", isError: false);
        }

        var read = new List<LogLine>();
        await foreach (var lines in buffer.ReadAsync(follow: false))
        {
            read.AddRange(lines);
        }

        Assert.Equal([8, 9, 10], read.Select(line => line.LineNumber));
    }

    [Fact]
    public async Task Reader_that_is_slow_misses_lines_but_never_the_last_and_holds_nothing_back()
    {
        var buffer = new LogBuffer(capacity: 10);
        buffer.Append("first", isError: false);
        await using var reader = buffer.ReadAsync(follow: true).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await reader.MoveNextAsync());

        for (var line = 2; line <= 100_000; line++)
        {
            buffer.Append("more", isError: false);
        }

        Assert.True(await reader.MoveNextAsync());
        Assert.Equal(Enumerable.Range(99_991, 10), reader.Current.Select(line => line.LineNumber));
    }

    [Fact]
    public async Task Logger_writes_each_line_with_the_time_and_errors_as_such()
    {
        logs.GetLogger("thing").LogError(new InvalidOperationException("why"), "what");
        logs.Complete("thing");

        var read = new List<LogLine>();
        await foreach (var lines in logs.GetAllAsync("thing"))
        {
            read.AddRange(lines);
        }

        Assert.Equal(2, read.Count);
        Assert.EndsWith(" what", read[0].Content, StringComparison.Ordinal);
        Assert.Contains("why", read[1].Content, StringComparison.Ordinal);
        Assert.All(read, line => Assert.True(line.IsErrorMessage && DateTimeOffset.TryParse(line.Content.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture, out _)));
    }

    [Fact]
    public async Task Many_writers_and_readers_lose_nothing()
    {
        const int writers = 4, each = 2000;
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var numbers = new List<int>();
            await foreach (var lines in logs.WatchAsync("thing"))
            {
                numbers.AddRange(lines.Select(line => line.LineNumber));
                if (numbers[^1] == writers * each)
                {
                    break;
                }
            }

            return numbers;
        })).ToArray();

        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(() =>
        {
            for (var line = 0; line < each; line++)
            {
                logs.Append("thing", "text", isError: false);
            }
        })));

        foreach (var numbers in await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(20)))
        {
            Assert.Equal(Enumerable.Range(1, writers * each), numbers);
        }
    }

    private static int Count(List<LogLine> lines)
    {
        lock (lines)
        {
            return lines.Count;
        }
    }
}

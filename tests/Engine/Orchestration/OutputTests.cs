using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Distribution.Servers;

namespace Distribution.Engine.Tests.Orchestration;

public sealed class OutputTests : IAsyncDisposable
{
    private readonly RunningApplication _application = new();

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    [Fact]
    public async Task Hundred_lines_a_second_arrive_complete_and_in_order()
    {
        _application.AddShell("writer", "i=0; while [ $i -lt 300 ]; do echo line $i; i=$((i+1)); sleep 0.008; done");

        await _application.StartAsync();
        await _application.WhenAsync("writer", KnownResourceStates.Finished);

        var expected = Enumerable.Range(0, 300).Select(number => $"line {number}");
        Assert.Equal(expected, (await _application.LogAsync("writer")).Select(line => line.Content.Split(' ', 2)[1]));
        await _application.Application.StopAsync();
        Assert.Equal(expected, File.ReadLines(Path.Combine(_application.State.Logs, "writer.log")).Select(line => line.Split(" stdout ", 2)[1]));
    }

    [Fact]
    public async Task Line_is_seen_soon_with_its_time_and_stream()
    {
        _application.AddShell("writer", "echo out; sleep 0.3; echo err >&2; exec sleep 1000");
        await _application.StartAsync();

        await _application.LoggedAsync("writer", "err");

        var now = TimeProvider.System.GetUtcNow();
        var lines = (await _application.LogAsync("writer")).Where(line => line.Content.EndsWith("out") || line.Content.EndsWith("err")).ToArray();
        Assert.Equal([false, true], lines.Select(line => line.IsErrorMessage));
        var written = DateTimeOffset.Parse(lines[1].Content.Split(' ')[0], CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"seen after {(now - written).TotalMilliseconds:0} ms");
        Assert.InRange(now - written, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Last_words_of_a_crash_are_in_the_log_before_the_crash_is_told()
    {
        _application.AddShell("crashing", "i=0; while [ $i -lt 1000 ]; do echo $i; i=$((i+1)); done; echo last words >&2; exit 7");

        await _application.StartAsync();
        await _application.WhenAsync("crashing", KnownResourceStates.Exited);

        Assert.Contains(await _application.LogAsync("crashing"), line => line.Content.EndsWith("last words"));
    }

    [Fact]
    public async Task Flood_of_output_does_not_hold_up_other_resources()
    {
        _application.AddShell("flood", "yes 0123456789012345678901234567890123456789 | head -n 200000; echo end");
        _application.AddShell("other", "exec sleep 1000");

        await _application.StartAsync();
        await _application.RunningAsync("other");
        var waited = Stopwatch.StartNew();
        await _application.WhenAsync("flood", KnownResourceStates.Finished);

        await _application.LoggedAsync("flood", "end");
        TestContext.Current.TestOutputHelper?.WriteLine($"200000 lines after {waited.ElapsedMilliseconds} ms");
        await Eventually.True(() => File.ReadLines(Path.Combine(_application.State.Logs, "flood.log")).Last().EndsWith(" end"));
    }
}

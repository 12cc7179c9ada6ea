using System.Diagnostics;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Engine.Tests.Orchestration;

/// <summary>However an AppHost ends, nothing of it is left, and its next run works.</summary>
public sealed class AppHostEndTests : IAsyncDisposable
{
    private static readonly string[] All = ["quiet", "stubborn", "nested"];

    // What the AppHost promises.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(10);
    private readonly AppHostProcess _appHost = new();

    public ValueTask DisposeAsync() => _appHost.DisposeAsync();

    [Fact]
    public async Task SIGKILL_of_the_AppHost_leaves_nothing_also_of_what_is_frozen_or_stubborn()
    {
        _appHost.Start("--postgres=true");
        var running = await _appHost.RunningAsync([.. All, "postgres"]);
        await Eventually.True(() => ProcessTable.Children(running["postgres"]).Count > 3, because: "postgres has its children");
        _ = _appHost.Family;
        foreach (var frozen in ProcessTable.Children(running["postgres"]).Append(running["postgres"]).Append(running["quiet"]))
        {
            Signal.Send(frozen, SignalKind.Stop);
        }

        var killed = Stopwatch.StartNew();
        _appHost.Send(SignalKind.Kill);
        await _appHost.GoneAsync(Promised);

        TestContext.Current.TestOutputHelper?.WriteLine($"nothing of {_appHost.Family.Count} processes left after {killed.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task Next_run_waits_for_the_end_of_a_killed_one_and_works()
    {
        _appHost.Start();
        await _appHost.RunningAsync(All);
        _appHost.Send(SignalKind.Kill);
        await _appHost.ExitedAsync();
        var predecessors = _appHost.Family.ToArray();

        _appHost.Start();
        await _appHost.RunningAsync(All);

        Assert.DoesNotContain(predecessors, process => process.IsAlive());
        Assert.Single(Directory.GetDirectories(Path.Combine(_appHost.StatePath, "engine"), "run-*"));
    }

    [Fact]
    public async Task SIGKILL_of_DCP_ends_everything_and_the_AppHost_says_so()
    {
        _appHost.Start();
        await _appHost.RunningAsync(All);

        foreach (var dcp in _appHost.Named("dcp start-apiserver").Where(process => !ProcessTable.CommandLine(process.Pid).Contains("Reaper", StringComparison.Ordinal)))
        {
            dcp.Send(SignalKind.Kill);
        }

        await _appHost.ExitedAsync();
        await _appHost.GoneAsync(Promised);
        Assert.Equal(1, _appHost.ExitCode);
        Assert.Contains("orchestrator ended unexpectedly", _appHost.Output);
    }

    [Fact]
    public async Task SIGKILL_of_the_reaper_ends_everything_and_the_AppHost_says_so()
    {
        _appHost.Start("--nested=false");
        await _appHost.RunningAsync("quiet", "stubborn");

        Assert.Single(_appHost.Named("Distribution.Reaper.dll")).Send(SignalKind.Kill);

        await _appHost.ExitedAsync();
        await _appHost.GoneAsync(Promised);
        Assert.Equal(1, _appHost.ExitCode);
        Assert.Contains("orchestrator ended unexpectedly", _appHost.Output);
    }

    [Fact]
    public async Task Interrupt_stops_everything_in_time_and_the_folder_of_the_run_is_gone()
    {
        _appHost.Start();
        await _appHost.RunningAsync(All);

        var interrupted = Stopwatch.StartNew();
        _appHost.Send(SignalKind.Interrupt);
        await _appHost.ExitedAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"stopped after {interrupted.ElapsedMilliseconds} ms");
        Assert.InRange(interrupted.Elapsed, TimeSpan.Zero, Promised);
        await _appHost.GoneAsync(TimeSpan.FromSeconds(1));
        Assert.Empty(Directory.GetDirectories(Path.Combine(_appHost.StatePath, "engine")));
    }

    [Fact]
    public async Task Second_interrupt_kills_at_once()
    {
        _appHost.Start();
        await _appHost.RunningAsync(All);

        _appHost.Send(SignalKind.Interrupt);
        await Eventually.True(() => _appHost.Output.Contains(" is stopping", StringComparison.Ordinal));
        var interrupted = Stopwatch.StartNew();
        _appHost.Send(SignalKind.Interrupt);
        await _appHost.ExitedAsync();
        await _appHost.GoneAsync(Promised);

        TestContext.Current.TestOutputHelper?.WriteLine($"killed after {interrupted.ElapsedMilliseconds} ms");
        Assert.Equal(130, _appHost.ExitCode);
    }

    [Fact]
    public async Task Missing_DCP_ends_the_AppHost_with_one_line_and_the_remedy()
    {
        _appHost.Variables["DISTRIBUTION_ASPIRE_BUNDLE"] = "/nowhere";

        _appHost.Start();
        await _appHost.ExitedAsync();

        Assert.Equal(1, _appHost.ExitCode);
        Assert.Contains("dcp was not found: ./distribution doctor", _appHost.Output);
        Assert.DoesNotContain("   at ", _appHost.Output);
    }
}

using System.Diagnostics;
using Distribution.Engine.Dcp;
using Distribution.Machine.Processes;

namespace Distribution.Engine.Tests.Dcp;

public sealed class DcpClientTests : IAsyncLifetime
{
    private readonly DcpRun _dcp = new();

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(RealDcp.IsThere, RealDcp.Absent);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _dcp.DisposeAsync();

    [Fact]
    public async Task Executable_that_exits_shows_its_exit_code()
    {
        var client = await _dcp.ClientAsync();

        await client.CreateAsync(DcpRun.Shell("done", "exit 3"), CancellationToken.None);

        var status = await _dcp.WhenAsync("done", status => status.HasEnded);
        Assert.Equal(DcpState.Finished, status.State);
        Assert.Equal(3, status.ExitCode);
    }

    [Fact]
    public async Task Arguments_and_values_arrive_as_they_were_given()
    {
        var client = await _dcp.ClientAsync();
        string[] odd = ["a b", "q\"'\\", "", "$HOME", "*", "{{ 1 }}", "{{nonsense", "}}", "{{{{", "tab\there", "ä€😀"];
        var arguments = odd.Select(DcpTemplate.Literal).ToArray();

        await client.CreateAsync(DcpRun.Program("printf", "/usr/bin/printf", ["[%s]\\n", .. arguments]), CancellationToken.None);
        await client.CreateAsync(DcpRun.Shell("variable", "printf '[%s]\\n' \"$ODD\"", new DcpVariable("ODD", DcpTemplate.Literal("{{ 1 }} $X {{ .y }}"))), CancellationToken.None);

        Assert.Equal(odd.Select(text => $"[{text}]"), await OutputAsync("printf"));
        Assert.Equal(["[{{ 1 }} $X {{ .y }}]"], await OutputAsync("variable"));
    }

    [Fact]
    public async Task Missing_program_fails_to_start()
    {
        var client = await _dcp.ClientAsync();

        await client.CreateAsync(DcpRun.Program("missing", "/nowhere/nothing", []), CancellationToken.None);

        var status = await _dcp.WhenAsync("missing", status => status.HasEnded);
        Assert.Equal(DcpState.FailedToStart, status.State);
    }

    [Fact]
    public async Task Killed_process_is_reported_at_once_when_DCP_is_made_to_look()
    {
        var client = await _dcp.ClientAsync();
        await client.CreateAsync(DcpRun.Shell("victim", "exec sleep 1000"), CancellationToken.None);
        var pid = (await _dcp.WhenAsync("victim", status => status.Pid is not null)).Pid!.Value;
        using var watch = new ExitWatch();
        var ended = watch.EndOf(pid);

        Signal.Send(pid, SignalKind.Kill);
        await ended.WaitAsync(TimeSpan.FromSeconds(10));
        var waited = Stopwatch.StartNew();
        await client.LookNowAsync("victim", CancellationToken.None);
        var status = await _dcp.WhenAsync("victim", status => status.HasEnded);

        Assert.Equal(-1, status.ExitCode);
        TestContext.Current.TestOutputHelper?.WriteLine($"reported after {waited.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task Same_name_twice_is_refused_with_the_reason()
    {
        var client = await _dcp.ClientAsync();
        await client.CreateAsync(DcpRun.Shell("same", "exec sleep 1000"), CancellationToken.None);

        var refused = await Assert.ThrowsAsync<DcpException>(() => client.CreateAsync(DcpRun.Shell("same", "true"), CancellationToken.None));

        Assert.Contains("'same'", refused.Message);
        Assert.Contains("already exists", refused.Message);
    }

    [Fact]
    public async Task Deleted_executable_is_gone_and_its_process_too()
    {
        var client = await _dcp.ClientAsync();
        await client.CreateAsync(DcpRun.Shell("gone", "exec sleep 1000"), CancellationToken.None);
        var pid = (await _dcp.WhenAsync("gone", status => status.Pid is not null)).Pid!.Value;

        await client.DeleteAsync("gone", CancellationToken.None);

        await Distribution.Servers.Eventually.True(async () => await client.GetAsync("gone", CancellationToken.None) is null && !ProcessTable.IsAlive(pid));
        await client.DeleteAsync("gone", CancellationToken.None);
    }

    [Fact]
    public async Task Watch_shows_what_is_there_and_then_each_change()
    {
        var client = await _dcp.ClientAsync();
        await client.CreateAsync(DcpRun.Shell("before", "exec sleep 1000"), CancellationToken.None);
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var seen = new HashSet<string>();

        await foreach (var change in client.WatchAsync(enough.Token))
        {
            if (seen.Add(change.Object.Metadata.Name) && change.Object.Metadata.Name == "before")
            {
                await client.CreateAsync(DcpRun.Shell("after", "exit 0"), enough.Token);
            }

            if (change.Object is { Metadata.Name: "after", Status.HasEnded: true })
            {
                break;
            }
        }

        Assert.Equal(["before", "after"], seen);
    }

    private async Task<IEnumerable<string>> OutputAsync(string name)
    {
        var status = await _dcp.WhenAsync(name, status => status.HasEnded);
        using var output = new DcpOutput(status.StdOutFile!, TimeProvider.System);
        return output.Read(atEnd: true).Select(line => line.Text);
    }
}

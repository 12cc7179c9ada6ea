using System.Diagnostics;
using Distribution.Machine.Network;
using Distribution.Relay.Sources;

namespace Distribution.Relay.Tests;

public sealed class SourceTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    private readonly RelayFixture _relay = new();

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task Rule_for_one_client_leaves_the_others_alone()
    {
        var client = await _relay.ConnectAsync();
        var rules = NetworkRule.Between(NetworkEffect.Cut, ["api-1"], ["postgres-1"]);

        Assert.Equal(0, (await _relay.ApplyAsAsync("api-2", [.. rules])).Affected);
        Assert.True(await RelayFixture.EchoesAsync(client, Soon));

        client.Dispose();
        var other = await _relay.ConnectAsync();
        await _relay.ApplyAsAsync("api-1", [.. rules]);
        Assert.False(await RelayFixture.EchoesAsync(other, Moment));

        await _relay.ApplyAsAsync("api-1", [.. NetworkRule.Between(NetworkEffect.Cut, [NetworkName.Client], null)]);
        Assert.True(await RelayFixture.ReceivesAsync(other, Soon));
    }

    [Theory]
    [InlineData("exec 3<>/dev/tcp/127.0.0.1/{0}; cat <&3", "worker-1", null, "worker-1")]
    [InlineData("exec 3<>/dev/tcp/127.0.0.1/{0}; cat <&3 & wait", "worker-1", null, "worker-1")]
    [InlineData("exec 3<>/dev/tcp/127.0.0.1/{0}; cat <&3", null, "postgres-2", "postgres-2")]
    [InlineData("exec 3<>/dev/tcp/127.0.0.1/{0}; cat <&3", null, null, NetworkName.Client)]
    public async Task Client_is_known_by_its_process_its_parents_or_by_what_it_says(string script, string? member, string? worksFor, string expected)
    {
        using var client = Start(script, worksFor);
        try
        {
            await Servers.Eventually.True(() => _relay.Member.Accepted == 1);
            await using var finder = new SourceFinder(fleet: -1);
            finder.Learn(new([], member is null ? new Dictionary<string, int>() : new() { [member] = client.Id }, Supervisor: 0));

            Assert.Equal(expected, await finder.FindAsync(PortOf(client.Id), _relay.Member.Route.Port));
        }
        finally
        {
            client.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task Process_of_the_fleet_that_is_not_known_yet_may_be_anybody_and_one_of_the_supervisor_is_the_supervisor()
    {
        using var client = Start("exec 3<>/dev/tcp/127.0.0.1/{0}; cat <&3", worksFor: null);
        try
        {
            await Servers.Eventually.True(() => _relay.Member.Accepted == 1);
            await using var fleet = new SourceFinder(fleet: Environment.ProcessId);
            Assert.Null(await fleet.FindAsync(PortOf(client.Id), _relay.Member.Route.Port));

            await using var supervised = new SourceFinder(fleet: -1);
            supervised.Learn(new([], new Dictionary<string, int>(), Supervisor: Environment.ProcessId));
            Assert.Equal(NetworkName.Supervisor, await supervised.FindAsync(PortOf(client.Id), _relay.Member.Route.Port));
        }
        finally
        {
            client.Kill(entireProcessTree: true);
        }
    }

    private Process Start(string script, string? worksFor)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", string.Format(System.Globalization.CultureInfo.InvariantCulture, script, _relay.Member.Route.Port)]);
        if (worksFor is not null)
        {
            start.Environment[SourceFinder.Member] = worksFor;
        }

        return Process.Start(start)!;
    }

    // The relay's side of its connection: the row of the kernel's table that belongs to one of its sockets.
    private int PortOf(int pid)
    {
        var inodes = Distribution.Machine.Processes.ProcessTable.Sockets(pid).ToHashSet();
        return File.ReadLines("/proc/net/tcp").Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => inodes.Contains(long.Parse(fields[9], System.Globalization.CultureInfo.InvariantCulture)))
            .Select(fields => Convert.ToInt32(fields[1].Split(':')[1], 16))
            .Single();
    }
}

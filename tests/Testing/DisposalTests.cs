using System.Diagnostics;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Testing.Tests;

public sealed class DisposalTests
{
    private static readonly TopologyOptions Postgres = new() { Parts = TopologyParts.Postgres };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disposed_topology_leaves_no_process_and_no_folder()
    {
        var topology = await Topology.StartAsync(Postgres, Token);
        var frozen = await topology.PauseAsync("postgres", Role.Standby, Token);
        Assert.NotEmpty(Processes.Of(topology.Folder));

        await topology.DisposeAsync();

        Assert.NotNull(frozen.Instance);
        Assert.Empty(Processes.Of(topology.Folder));
        Assert.False(Directory.Exists(topology.Folder), topology.Folder);
    }

    [Fact]
    public async Task Killed_test_process_leaves_no_process_and_no_folder()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Checkout.Built("tests/Testing.App", "Distribution.Testing.App.dll")]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var folder = await process.StandardOutput.ReadLineAsync(Token);
        Assert.True(Directory.Exists(folder), $"it printed '{folder}'");

        Signal.Send(process.Id, SignalKind.Kill);

        await Eventually.True(() => !Directory.Exists(folder) && Processes.Of(folder).Count == 0, TimeSpan.FromSeconds(30), "nothing is left of a killed test's topology");
    }

    [Fact]
    public async Task What_a_killed_process_tree_left_is_removed_by_the_next_topology()
    {
        using var root = new TemporaryFolder();
        var left = Directory.CreateDirectory(root["distribution-topology-00000000"]).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "owner"), $"{Environment.ProcessId} 1", Token);

        await using var topology = await Topology.StartAsync(Postgres with { TemporaryFolder = root.Path }, Token);

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(topology.Folder));
    }

    [Fact]
    public async Task Cancelled_start_leaves_nothing()
    {
        using var root = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var starting = Topology.StartAsync(Postgres with { TemporaryFolder = root.Path }, cancel.Token);
        await Eventually.True(() => Directory.EnumerateDirectories(root.Path, "postgres-1", SearchOption.AllDirectories).Any(), TimeSpan.FromSeconds(60));

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        Assert.Empty(Directory.EnumerateFileSystemEntries(root.Path));
        Assert.Empty(Processes.Of(root.Path));
    }
}

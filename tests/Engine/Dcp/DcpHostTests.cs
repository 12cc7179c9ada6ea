using System.Diagnostics;
using Distribution.Engine.Dcp;
using Distribution.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Engine.Tests.Dcp;

public sealed class DcpHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DcpHostTests() => Assert.SkipUnless(RealDcp.IsThere, RealDcp.Absent);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_serves_and_stop_leaves_nothing()
    {
        var host = Host(_folder["engine"]);
        var started = Stopwatch.StartNew();
        var client = await host.StartAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"served after {started.ElapsedMilliseconds} ms");

        var answers = await client.AnswersAsync(CancellationToken.None);
        await host.DisposeAsync();

        Assert.True(answers);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["engine"]));
        Assert.False(host.IsLost);
    }

    [Fact]
    public async Task Folder_of_a_run_is_private()
    {
        await using var host = Host(_folder["engine"]);
        await host.StartAsync();

        var folder = Assert.Single(Directory.GetDirectories(_folder["engine"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "kubeconfig")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "key.pem")));
    }

    [Fact]
    public async Task Folder_that_is_too_long_for_a_socket_works()
    {
        await using var host = Host(_folder[Path.Combine(new string('a', 60), new string('b', 60), "engine")]);

        var client = await host.StartAsync();

        Assert.True(await client.AnswersAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Second_start_joins_the_first()
    {
        await using var host = Host(_folder["engine"]);

        var clients = await Task.WhenAll(host.StartAsync(), host.StartAsync());

        Assert.Same(clients[0], clients[1]);
    }

    [Fact]
    public async Task Folder_that_a_killed_run_left_is_removed()
    {
        var left = Directory.CreateDirectory(Path.Combine(_folder["engine"], "run-1-abc")).FullName;
        File.WriteAllText(Path.Combine(left, "owner"), $"{Environment.ProcessId} 1");
        await using var host = Host(_folder["engine"]);

        await host.StartAsync();

        Assert.False(Directory.Exists(left));
        Assert.True(host.PredecessorsGone.IsCompletedSuccessfully);
    }

    private static DcpHost Host(string folder) => new(folder, NullLogger<DcpHost>.Instance, TimeProvider.System);
}

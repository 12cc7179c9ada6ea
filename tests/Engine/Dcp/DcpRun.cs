using Distribution.Engine.Dcp;
using Distribution.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Engine.Tests.Dcp;

/// <summary>A DCP of its own for one test.</summary>
internal sealed class DcpRun : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DcpRun() => Host = new DcpHost(_folder["engine"], NullLogger<DcpHost>.Instance, TimeProvider.System);

    public DcpHost Host { get; }

    public string Folder => _folder["engine"];

    public Task<DcpClient> ClientAsync() => Host.StartAsync();

    public static DcpExecutable Shell(string name, string script, params DcpVariable[] variables) => Program(name, "/bin/sh", ["-c", script], variables);

    public static DcpExecutable Program(string name, string path, string[] args, params DcpVariable[] variables) =>
        new(new DcpMetadata(name), new DcpExecutableSpec(path, "/tmp", args, [new DcpVariable("PATH", "/usr/bin:/bin"), .. variables]));

    public async Task<DcpExecutableStatus> WhenAsync(string name, Func<DcpExecutableStatus, bool> condition)
    {
        var client = await ClientAsync();
        DcpExecutableStatus? last = null;
        await Eventually.True(
            async () => (last = (await client.GetAsync(name, CancellationToken.None))?.Status) is not null && condition(last),
            because: $"executable {name} reaches the state");
        return last!;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _folder.Dispose();
    }
}

using Distribution.Hosting.Postgres.Members;
using Distribution.Hosting.Postgres.Supervision;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Hosting.Tests.Postgres;

/// <summary>A member's processes as children of the test.</summary>
internal sealed class OwnedProcess(MemberAddress address, Func<string, CancellationToken, Task> prepare) : IMemberProcess, IDisposable
{
    private static readonly ExitWatch Exits = new();
    private readonly Postmaster _postmaster = new(address.DataDirectory, address.Name, Exits, TimeProvider.System);
    private ServerProcess? _process;

    public int? Pid => _postmaster.Find();

    public bool IsAlive => Pid is not null;

    public Task EndAsync() => _postmaster.EndAsync();

    public char State => _postmaster.State;

    public long Turns => _postmaster.Turns;

    public bool StopRequested { get; private set; }

    public string Output => _process?.Output ?? "";

    /// <summary>As a person or an orchestrator starts it: a failure is the supervisor's to repair.</summary>
    public async Task BeginAsync()
    {
        try
        {
            await StartAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The supervisor has logged it.
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        StopRequested = false;
        await prepare(address.Name, cancellationToken);
        _process?.Dispose();
        var process = _process = ServerProcess.Start("postgres", address.ServerArguments);

        // One that ends before it has a pid file, on a full disk for instance, is never seen alive.
        await Eventually.True(() => IsAlive || process.HasExited, RealCluster.Patience, $"{address.Name} runs or has failed");
        if (process.HasExited)
        {
            throw new InvalidOperationException($"{address.Name} ended at once: {process.Output}");
        }
    }

    public void RequestStop() => StopRequested = true;

    public void StopFast() => _postmaster.Send(SignalKind.Interrupt);

    public void Reload() => _postmaster.Send(SignalKind.Hangup);

    public Task FenceAsync(CancellationToken cancellationToken) => _postmaster.FenceAsync(cancellationToken);

    /// <summary>Sends the signal to every process of the member, as when its machine dies or freezes.</summary>
    public void SendAll(SignalKind signal)
    {
        foreach (var pid in ProcessTable.WithWorkingDirectory(address.DataDirectory))
        {
            Signal.Send(pid, signal);
        }
    }

    public void Dispose() => _process?.Dispose();
}

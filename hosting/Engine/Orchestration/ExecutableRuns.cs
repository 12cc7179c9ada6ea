using System.Collections.Concurrent;
using Distribution.Engine.Dcp;
using Distribution.Machine.Processes;
using Distribution.Machine.State;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Orchestration;

/// <summary>All executables of the application that DCP runs now: creates them, tells each what DCP says about it, and reads their output.</summary>
internal sealed class ExecutableRuns(DcpHost host, StateFolder state, TimeProvider time, ILogger<ExecutableRuns> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, ExecutableRun> _runs = new(StringComparer.Ordinal);
    private readonly ExitWatch _exits = new();
    private readonly CancellationTokenSource _disposing = new();
    private readonly Lock _gate = new();
    private Task? _following;

    /// <summary>Asks DCP to start an executable.</summary>
    /// <exception cref="DcpException">DCP refused, or is gone.</exception>
    public async Task<ExecutableRun> CreateAsync(DcpExecutable executable, Action<IReadOnlyList<OutputLine>> output, CancellationToken cancellationToken)
    {
        var client = await host.StartAsync().WaitAsync(cancellationToken);
        lock (_gate)
        {
            _following ??= Task.WhenAll(WatchAsync(client, _disposing.Token), ReadOutputAsync(_disposing.Token));
        }

        var name = executable.Metadata.Name;
        var folder = executable.Spec.WorkingDirectory;
        var run = new ExecutableRun(name, folder.StartsWith(state.Path + "/", StringComparison.Ordinal) ? folder : null, client, host, _exits, output, time);
        _runs[name] = run;
        try
        {
            // Not cancelled: whether there is a process would not be known.
            await client.CreateAsync(executable, CancellationToken.None);
            return run;
        }
        catch
        {
            _runs.TryRemove(name, out _);
            throw;
        }
    }

    /// <summary>Forgets a run that ended, with what DCP keeps of it.</summary>
    public async Task RemoveAsync(ExecutableRun run)
    {
        _runs.TryRemove(run.Name, out _);
        await run.RemoveAsync();
    }

    public void Dispose()
    {
        _disposing.Cancel();
        _exits.Dispose();
        _disposing.Dispose();
    }

    private async Task WatchAsync(DcpClient client, CancellationToken cancellationToken)
    {
        while (!host.IsEnding)
        {
            try
            {
                await foreach (var change in client.WatchAsync(cancellationToken))
                {
                    if (change.Type != DcpEvent.Deleted && _runs.TryGetValue(change.Object.Metadata.Name, out var run))
                    {
                        run.Changed(change.Object);
                    }
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (!host.IsEnding)
                {
                    logger.WatchBroken(failure);
                }
            }

            await Task.Delay(OrchestrationDefaults.WatchInterval, time, CancellationToken.None);
        }
    }

    private async Task ReadOutputAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(OrchestrationDefaults.OutputInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                foreach (var run in _runs.Values)
                {
                    run.ReadOutput(atEnd: false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }
}

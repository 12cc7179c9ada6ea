using System.Collections.Concurrent;
using Distribution.Jobs.Running;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Jobs;

/// <summary>A worker: claims jobs of the kinds that it has handlers for, and runs them. It works whenever the database can be reached, and waits otherwise.</summary>
/// <remarks>
/// Told to stop, it claims no more. What runs has a moment to end; then it is cancelled and handed back, so that another worker takes it at once. Last the worker takes itself out of the
/// database, which frees also the jobs of handlers that do not listen.
/// </remarks>
public sealed class JobRunner : IHostedLifecycleService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopClaiming = new();
    private readonly CancellationTokenSource _cancelJobs = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Wakeup _wakeup = new();
    private readonly JobRunnerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Settler _settler;
    private readonly Pulse _pulse;
    private readonly Claimer _claimer;
    private readonly Listener _listener;
    private readonly Reaper _reaper;
    private Task _claiming = Task.CompletedTask;
    private Task _settling = Task.CompletedTask;
    private Task _others = Task.CompletedTask;
    private readonly Lock _lock = new();
    private Task? _stopping;

    /// <summary>Makes a worker; nothing runs yet.</summary>
    /// <exception cref="ArgumentException">Two handlers have the same kind, or the options contradict each other.</exception>
    public JobRunner(OpenConnection open, IEnumerable<IJobHandler> handlers, JobRunnerOptions options, ILogger<JobRunner> logger, TimeProvider? time = null, Random? random = null)
    {
        options.Validate();
        _options = options;
        _logger = logger;
        _time = time ?? TimeProvider.System;
        var byKind = handlers.ToDictionary(handler => handler.Kind, StringComparer.Ordinal);
        var executions = new ConcurrentDictionary<long, Execution>();
        var executor = new Executor(byKind, options, _time, random ?? Random.Shared, logger);
        _settler = new(open, options, executions, _time, logger);
        _pulse = new(open, options, executions, _settler, _wakeup, _time, logger);
        _claimer = new(open, [.. byKind.Keys], options, _pulse, executions, executor, _settler, _wakeup, _time, logger);
        _listener = new(open, _wakeup, options, _time, logger);
        _reaper = new(open, options, _time, logger);
    }

    /// <summary>Whether the database counts this worker among the living, by the local clock.</summary>
    public bool IsLive => _pulse.Session is not null;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _settling = Task.Run(() => _settler.RunAsync(_stop.Token), CancellationToken.None);
        _claiming = Task.Run(() => _claimer.RunAsync(_stopClaiming.Token, _cancelJobs.Token), CancellationToken.None);
        _others = Task.WhenAll(Task.Run(() => _pulse.RunAsync(_stop.Token), CancellationToken.None), Task.Run(() => _reaper.RunAsync(_stop.Token), CancellationToken.None));
        _ = Task.Run(() => _listener.RunAsync(_stop.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Begins to stop, without waiting for it: what else the host has to drain goes on meanwhile.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _ = StopAsync(cancellationToken);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _stopping ??= StopOnceAsync();
        }
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private async Task StopOnceAsync()
    {
        await _stopClaiming.CancelAsync();
        await EndsAsync(_claiming, JobDefaults.SettlePatience);
        var drained = _claimer.DrainAsync(CancellationToken.None);
        if (!await EndsAsync(drained, _options.DrainPatience))
        {
            await _cancelJobs.CancelAsync();
            await EndsAsync(drained, JobDefaults.SettlePatience);
        }

        _settler.Complete();
        await EndsAsync(_settling, JobDefaults.SettlePatience);
        await _stop.CancelAsync();
        await EndsAsync(_others, JobDefaults.SettlePatience);
        try
        {
            await _pulse.EndAsync().WaitAsync(JobDefaults.SettlePatience, _time, CancellationToken.None);
        }
        catch (Exception failure)
        {
            JobLog.NotEnded(_logger, _options.Name, failure.Message);
        }
    }

    private async Task<bool> EndsAsync(Task task, TimeSpan within)
    {
        await task.WaitAsync(within, _time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCompleted;
    }
}

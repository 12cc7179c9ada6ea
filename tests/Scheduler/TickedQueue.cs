using System.Diagnostics;
using System.Text.Json;
using Distribution.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Distribution.Scheduler.Tests;

/// <summary>Runs what the schedulers enqueue, and remembers under which of their terms each job was enqueued.</summary>
internal sealed class TickedQueue : IAsyncDisposable
{
    private readonly List<Tick> _ticks = [];
    private readonly Lock _lock = new();
    private readonly NpgsqlDataSource _pool;
    private readonly JobRunner _runner;

    public TickedQueue(string connectionString)
    {
        _pool = NpgsqlDataSource.Create(connectionString);
        _runner = new JobRunner(
            async token => await _pool.OpenConnectionAsync(token),
            [new Handler("access.sweep", Note), new Handler("access.reviews", Note), new Handler("report", Note)],
            new JobRunnerOptions { Concurrency = 1 },
            NullLogger<JobRunner>.Instance);
    }

    public IReadOnlyList<Tick> Ticks
    {
        get
        {
            lock (_lock)
            {
                return [.. _ticks];
            }
        }
    }

    /// <summary>The sweeps alone.</summary>
    public IReadOnlyList<Tick> Sweeps => [.. Ticks.Where(tick => tick.Kind == "access.sweep")];

    public Task StartAsync() => _runner.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _runner.DisposeAsync();
        await _pool.DisposeAsync();
    }

    private void Note(RunningJob job)
    {
        using var payload = JsonDocument.Parse(job.Payload);
        lock (_lock)
        {
            _ticks.Add(new(job.Kind, payload.RootElement.TryGetProperty("scheduler", out var term) ? term.GetInt64() : 0, Stopwatch.GetTimestamp()));
        }
    }

    /// <summary>One job that ran.</summary>
    internal sealed record Tick(string Kind, long Term, long At);

    private sealed class Handler(string kind, Action<RunningJob> note) : IJobHandler
    {
        public string Kind => kind;

        public Task RunAsync(RunningJob job, CancellationToken cancellationToken)
        {
            note(job);
            return Task.CompletedTask;
        }
    }
}

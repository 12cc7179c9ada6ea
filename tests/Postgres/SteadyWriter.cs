using System.Diagnostics;

namespace Distribution.Postgres.Tests;

/// <summary>Writes numbered rows one after another, each idempotent, and remembers which were acknowledged and when.</summary>
internal sealed class SteadyWriter : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(int Number, long At)> _acknowledged = [];
    private readonly List<Exception> _failures = [];
    private readonly Lock _lock = new();
    private readonly Task _writing;

    public SteadyWriter(PostgresDataSource dataSource, string table) => _writing = Task.Run(() => WriteAsync(dataSource, table));

    public IReadOnlyList<int> Acknowledged
    {
        get
        {
            lock (_lock)
            {
                return [.. _acknowledged.Select(row => row.Number)];
            }
        }
    }

    public IReadOnlyList<Exception> Failures
    {
        get
        {
            lock (_lock)
            {
                return [.. _failures];
            }
        }
    }

    /// <summary>How long after the given timestamp the first write was acknowledged; null when none was yet.</summary>
    public TimeSpan? FirstAfter(long timestamp)
    {
        lock (_lock)
        {
            return _acknowledged.Where(row => row.At > timestamp).Select(row => (TimeSpan?)Stopwatch.GetElapsedTime(timestamp, row.At)).FirstOrDefault();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writing;
    }

    private async Task WriteAsync(PostgresDataSource dataSource, string table)
    {
        for (var number = 1; !_stop.IsCancellationRequested; number++)
        {
            try
            {
                await dataSource.WriteAsync($"INSERT INTO {table} VALUES ({number}) ON CONFLICT DO NOTHING", ExecuteOptions.IdempotentWrite);
                lock (_lock)
                {
                    _acknowledged.Add((number, Stopwatch.GetTimestamp()));
                }
            }
            catch (Exception failure)
            {
                lock (_lock)
                {
                    _failures.Add(failure);
                }
            }

            await Task.Delay(5);
        }
    }
}

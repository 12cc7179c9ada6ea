using System.Diagnostics;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Containers.Tests;

/// <summary>Writes rows one after another, whoever is the primary, and remembers which were acknowledged and how long none was.</summary>
internal sealed class RowWriter(string connectionString) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<long> _acknowledged = [];
    private readonly Lock _lock = new();
    private Task _writing = Task.CompletedTask;
    private long _last;
    private TimeSpan _gap;

    public TimeSpan LongestGap
    {
        get
        {
            lock (_lock)
            {
                return _gap;
            }
        }
    }

    public async Task StartAsync()
    {
        await ExecuteAsync("CREATE TABLE rows (id bigint PRIMARY KEY)");
        _last = Stopwatch.GetTimestamp();
        _writing = WriteAsync();
    }

    public void ForgetGap()
    {
        lock (_lock)
        {
            _gap = TimeSpan.Zero;
        }
    }

    public async Task UntilMoreAsync(int rows)
    {
        var before = Count();
        await Eventually.True(() => Count() >= before + rows, TimeSpan.FromSeconds(60), "rows are acknowledged");
    }

    /// <summary>The acknowledged rows that are not there.</summary>
    public async Task<IReadOnlyList<long>> StopAndFindLostAsync()
    {
        await _stop.CancelAsync();
        await _writing;
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT id FROM rows", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var there = new HashSet<long>();
        while (await reader.ReadAsync())
        {
            there.Add(reader.GetInt64(0));
        }

        Assert.NotEmpty(_acknowledged);
        return [.. _acknowledged.Except(there)];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writing;
        _stop.Dispose();
        NpgsqlConnection.ClearAllPools();
    }

    private int Count()
    {
        lock (_lock)
        {
            return _acknowledged.Count;
        }
    }

    private async Task WriteAsync()
    {
        for (var id = 1L; !_stop.IsCancellationRequested; id++)
        {
            try
            {
                await ExecuteAsync($"INSERT INTO rows VALUES ({id})");
                Acknowledge(id);
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or OperationCanceledException or System.Net.Sockets.SocketException)
            {
                // Nobody was told that this row is there.
            }

            await Task.Delay(Pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Acknowledge(long id)
    {
        lock (_lock)
        {
            _acknowledged.Add(id);
            var now = Stopwatch.GetTimestamp();
            var gap = Stopwatch.GetElapsedTime(_last, now);
            _gap = gap > _gap ? gap : _gap;
            _last = now;
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

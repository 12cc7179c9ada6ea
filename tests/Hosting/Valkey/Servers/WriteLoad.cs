using System.Diagnostics;
using Distribution.Valkey;

namespace Distribution.Hosting.Tests.Valkey;

/// <summary>
/// Counts up keyed counters and remembers what was acknowledged: afterwards no counter may be lower than its highest acknowledged value. A write that is
/// refused, or of which nobody knows, is tried again under the next number, so it needs no idempotency.
/// </summary>
internal sealed class WriteLoad : IAsyncDisposable
{
    private const int Keys = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly ValkeyClient _client;
    private readonly bool _durable;
    private readonly CancellationTokenSource _stop = new();
    private readonly long[] _acknowledged = new long[Keys];
    private readonly Task _writing;
    private long _lastAcknowledged;

    public WriteLoad(ValkeyClient client, bool durable)
    {
        _client = client;
        _durable = durable;
        _lastAcknowledged = Stopwatch.GetTimestamp();
        _writing = Task.WhenAll(Enumerable.Range(0, Keys).Select(WriteAsync));
    }

    /// <summary>The longest time in which nobody's write was acknowledged.</summary>
    public TimeSpan LongestGap { get; private set; }

    public int Acknowledged { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Why a write failed last.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>Ends the load and counts what is missing.</summary>
    public async Task<long> LostAsync()
    {
        await _stop.CancelAsync();
        await _writing;
        long lost = 0;
        for (var key = 0; key < Keys; key++)
        {
            var have = long.Parse(await _client.GetTextAsync(Key(key)) ?? "0");
            lost += Math.Max(0, _acknowledged[key] - have);
        }

        return lost;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writing;
        _stop.Dispose();
    }

    private static string Key(int key) => $"counter:{key}";

    private async Task WriteAsync(int key)
    {
        for (long number = 1; !_stop.IsCancellationRequested; number++)
        {
            try
            {
                var write = ValkeyCommand.Of("SET", Key(key), number);
                await (_durable ? _client.ExecuteDurablyAsync(write) : _client.ExecuteAsync(write));
                _acknowledged[key] = number;
                Note();
            }
            catch (ValkeyException e)
            {
                lock (_stop)
                {
                    Failed++;
                    LastFailure = e.Message;
                }
            }

            await Task.Delay(Interval);
        }
    }

    private void Note()
    {
        lock (_stop)
        {
            var now = Stopwatch.GetTimestamp();
            var gap = Stopwatch.GetElapsedTime(_lastAcknowledged, now);
            LongestGap = gap > LongestGap ? gap : LongestGap;
            _lastAcknowledged = now;
            Acknowledged++;
        }
    }
}

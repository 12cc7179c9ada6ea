using System.Collections.Concurrent;
using System.Diagnostics;

namespace Distribution.Topology.Tests;

/// <summary>
/// 100 requests a second through the gateway, half of them GETs and half keyed POSTs, each sent when it is due whether or not the ones before were answered (an open load: an outage does not slow it
/// down), and none of them sent again.
/// </summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private const int PerSecond = 100;
    private const int WarmUp = 300;

    private readonly AccessClient _client;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Operation> _operations = new();
    private readonly ConcurrentBag<Task> _pending = [];
    private readonly Task _pump;
    private readonly string _mark = Guid.NewGuid().ToString("N")[..8];
    private string? _lastId;

    private SteadyLoad(AccessClient client)
    {
        _client = client;
        _pump = PumpAsync();
    }

    /// <summary>Starts the load on services that have answered before: what a process compiles at its first requests is not the fault that is looked for.</summary>
    public static async Task<SteadyLoad> StartAsync(AccessClient client)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, WarmUp), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, _) => await client.AskAsync("warm-up"));

        return new(client);
    }

    /// <summary>Waits until this many more writes were acknowledged.</summary>
    public async Task AcknowledgedAsync(int more, TimeSpan? within = null)
    {
        var wanted = Acknowledged() + more;
        await Servers.Eventually.True(() => Acknowledged() >= wanted, within ?? TimeSpan.FromSeconds(60), $"{more} more writes are acknowledged; {new LoadReport([.. _operations])}");
    }

    /// <summary>Ends the load and waits for the answers under way.</summary>
    public async Task<LoadReport> StopAsync()
    {
        await _stop.CancelAsync();
        await _pump;
        await Task.WhenAll(_pending);
        return new LoadReport([.. _operations]);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private int Acknowledged() => _operations.Count(operation => operation is { IsWrite: true, Succeeded: true });

    private async Task PumpAsync()
    {
        for (var sent = 0; !_stop.IsCancellationRequested; sent++)
        {
            var due = TimeSpan.FromSeconds((double)sent / PerSecond);
            if (due > _clock.Elapsed)
            {
                await Task.Delay(due - _clock.Elapsed);
            }

            var number = sent;
            _pending.Add(Task.Run(() => number % 2 == 0 ? WriteAsync($"{_mark}-{number}") : ReadAsync()));
        }
    }

    private Task WriteAsync(string reason) => RecordAsync(isWrite: true, reason, async () =>
    {
        using var answer = await _client.PostAsync(reason);
        if (answer.IsSuccessStatusCode)
        {
            var id = _lastId = await AccessClient.IdAsync(answer);
            return ((int)answer.StatusCode, null, id);
        }

        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), null);
    });

    private Task ReadAsync() => RecordAsync(isWrite: false, reason: "", async () =>
    {
        using var answer = await _client.GetAsync(_lastId);
        return ((int)answer.StatusCode, answer.IsSuccessStatusCode ? null : await answer.Content.ReadAsStringAsync(), null);
    });

    private async Task RecordAsync(bool isWrite, string reason, Func<Task<(int Status, string? Problem, string? Id)>> ask)
    {
        var started = _clock.Elapsed;
        try
        {
            var (status, problem, id) = await ask();
            _operations.Enqueue(new Operation(isWrite, started, _clock.Elapsed, status, reason, problem, id));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            _operations.Enqueue(new Operation(isWrite, started, _clock.Elapsed, 0, reason, failure.Message));
        }
    }
}

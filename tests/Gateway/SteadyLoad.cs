using System.Collections.Concurrent;
using System.Diagnostics;

namespace Distribution.Gateway.Tests;

/// <summary>GETs and keyed POSTs in turn at a steady rate, whatever becomes of them; every one is accounted for.</summary>
internal sealed class SteadyLoad(HttpClient client, int perSecond = 200)
{
    private readonly ConcurrentBag<string> _failures = [];
    private readonly ConcurrentBag<string> _acknowledged = [];
    private readonly ConcurrentBag<string> _keys = [];
    private int _sent;
    private long _slowest;

    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Keys whose POST was answered with 201.</summary>
    public IReadOnlyCollection<string> Acknowledged => _acknowledged;

    /// <summary>Keys of all POSTs.</summary>
    public IReadOnlyCollection<string> Keys => _keys;

    public int Sent => _sent;

    public TimeSpan Slowest => TimeSpan.FromMilliseconds(_slowest);

    public async Task RunAsync(TimeSpan duration, Func<Task> fault)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var running = new List<Task>();
        var clock = Stopwatch.StartNew();
        var injected = Task.CompletedTask;
        var due = duration / 4;
        var isInjected = false;
        while (clock.Elapsed < duration)
        {
            await tick.WaitForNextTickAsync();
            if (!isInjected && clock.Elapsed > due)
            {
                isInjected = true;
                injected = fault();
            }

            while (_sent < clock.Elapsed.TotalSeconds * perSecond)
            {
                running.Add(_sent++ % 2 == 0 ? GetAsync() : PostAsync());
            }
        }

        await injected;
        await Task.WhenAll(running);
    }

    private Task GetAsync() => AccountAsync("GET", async () =>
    {
        using var answer = await client.GetAsync("/requests");
        return answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    });

    private Task PostAsync()
    {
        var key = Guid.NewGuid().ToString("N");
        _keys.Add(key);
        return AccountAsync("POST", async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/requests") { Content = new StringContent("body of " + key) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await client.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
            {
                return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            }

            _acknowledged.Add(key);
            return null;
        });
    }

    private async Task AccountAsync(string what, Func<Task<string?>> send)
    {
        var clock = Stopwatch.StartNew();
        string? failure;
        try
        {
            failure = await send();
        }
        catch (Exception thrown) when (thrown is HttpRequestException or OperationCanceledException)
        {
            failure = thrown.Message;
        }

        InterlockedMax(clock.ElapsedMilliseconds);
        if (failure is not null)
        {
            _failures.Add($"{what} after {clock.ElapsedMilliseconds} ms: {failure}");
        }
    }

    private void InterlockedMax(long value)
    {
        for (var seen = Volatile.Read(ref _slowest); value > seen; seen = Volatile.Read(ref _slowest))
        {
            if (Interlocked.CompareExchange(ref _slowest, value, seen) == seen)
            {
                return;
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Net.Http.Json;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Topology.Tests;

/// <summary>50 jobs a second, each with an effect that is counted; every one that was acknowledged must have its effect once.</summary>
internal sealed class ProbeJobs : IAsyncDisposable
{
    private const int WarmUp = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly LocalTopology _topology;
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<string> _acknowledged = [];
    private readonly ConcurrentBag<Task> _pending = [];
    private readonly string _mark = Guid.NewGuid().ToString("N")[..8];
    private readonly Task _pump;

    private ProbeJobs(LocalTopology topology, HttpClient http)
    {
        (_topology, _http) = (topology, http);
        _pump = PumpAsync();
    }

    public int Refused { get; private set; }

    public int Acknowledged => _acknowledged.Count;

    /// <summary>Starts the load on workers that have run jobs before: what a process compiles at its first jobs is not the fault that is looked for.</summary>
    public static async Task<ProbeJobs> StartAsync(LocalTopology topology)
    {
        var http = await SignedIn.AsAsync(topology, "operator");
        await Parallel.ForEachAsync(Enumerable.Range(0, WarmUp), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, _) => await TryEnqueueAsync(http, Guid.NewGuid().ToString("N")));
        return new(topology, http);
    }

    /// <summary>Ends the load, waits until every acknowledged job has had its effect, and gives the most that one had.</summary>
    public async Task<long> MostEffectsAsync()
    {
        await StopAsync();
        await using var connection = await ConnectAsync();
        await Eventually.True(
            async () => await CountAsync(connection, $"SELECT count(DISTINCT effect) FROM probe_effects WHERE effect LIKE '{_mark}-%'") >= _acknowledged.Count,
            TimeSpan.FromSeconds(60),
            $"all {_acknowledged.Count} acknowledged jobs have run");
        return await CountAsync(connection, $"SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM probe_effects WHERE effect LIKE '{_mark}-%' GROUP BY effect) AS counted");
    }

    /// <summary>The longest time in which no job ended.</summary>
    public async Task<TimeSpan> LongestGapAsync()
    {
        await using var connection = await ConnectAsync();
        await using var gap = new NpgsqlCommand(
            $"SELECT coalesce(max(gap), interval '0') FROM (SELECT applied_at - lag(applied_at) OVER (ORDER BY applied_at) AS gap FROM probe_effects WHERE effect LIKE '{_mark}-%') AS gaps", connection);
        return (TimeSpan)(await gap.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        _http.Dispose();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _pump;
        await Task.WhenAll(_pending);
    }

    private async Task PumpAsync()
    {
        using var tick = new PeriodicTimer(Interval);
        for (var number = 0; !_stop.IsCancellationRequested; number++)
        {
            var effect = $"{_mark}-{number}";
            _pending.Add(Task.Run(() => EnqueueAsync(effect)));
            await tick.WaitForNextTickAsync();
        }
    }

    private async Task EnqueueAsync(string effect)
    {
        if (await TryEnqueueAsync(_http, effect))
        {
            _acknowledged.Add(effect);
        }
        else
        {
            Refused++;
        }
    }

    // What was not acknowledged may or may not run.
    private static async Task<bool> TryEnqueueAsync(HttpClient http, string effect)
    {
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, "/jobs") { Content = JsonContent.Create(new { kind = "probe", payload = new { effect }, uniqueKey = effect }) };
            message.Headers.Add("Idempotency-Key", effect);
            using var answer = await http.SendAsync(message);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var primary = new Uri((await _topology.HealthyAsync()).InRole("postgres", "primary").Endpoints[0]);
        var connection = new NpgsqlConnection($"Host={primary.Host};Port={primary.Port};Database=jobs;Username=jobs;Passfile={Path.Combine(_topology.Folder.Secrets, "postgres-jobs.pgpass")};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql)
    {
        await using var count = new NpgsqlCommand(sql, connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }
}

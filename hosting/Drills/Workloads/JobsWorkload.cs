using System.Globalization;
using System.Net.Http.Json;
using Distribution.Drills.Checkers;
using Npgsql;

namespace Distribution.Drills.Workloads;

/// <summary>Enqueues jobs whose effects can be counted; in the end it waits until the queue has run them, and counts.</summary>
/// <param name="perSecond">Jobs a second.</param>
/// <param name="milliseconds">How long each job takes before its effect.</param>
public sealed class JobsWorkload(int perSecond = JobsWorkload.PerSecond, int milliseconds = 0) : IWorkload
{
    /// <summary>50: what the guarantees are stated for.</summary>
    public const int PerSecond = 50;

    /// <summary>60 s: a job that did not run by then will not, as far as anybody waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly List<string> _enqueued = [];
    private GatewaySession? _session;

    /// <inheritdoc/>
    public string Name => "jobs";

    /// <inheritdoc/>
    public IReadOnlyList<IChecker> Checkers => [new EffectsChecker(Name)];

    /// <inheritdoc/>
    public async Task PrepareAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        _session = await GatewaySession.SignInAsync(context.Target, "operator", cancellationToken);
    }

    /// <inheritdoc/>
    public Task RunAsync(WorkloadContext context, CancellationToken cancellationToken) => Pace.KeepAsync(context, perSecond, number => EnqueueAsync(context, $"{context.Run}-{number}"), cancellationToken);

    /// <inheritdoc/>
    public async Task FinishAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var acknowledged = context.Recorder.Snapshot().Of(Name).Where(operation => operation is { Action: "enqueue", Outcome: Histories.Outcome.Ok }).Select(operation => operation.Key).ToHashSet(StringComparer.Ordinal);
        var started = context.Recorder.Elapsed;
        var counts = await CountAsync(context, cancellationToken);
        while (!acknowledged.IsSubsetOf(counts.Keys) && context.Recorder.Elapsed - started < Patience)
        {
            await Task.Delay(Interval, cancellationToken);
            counts = await CountAsync(context, cancellationToken);
        }

        foreach (var job in _enqueued)
        {
            context.Recorder.Begin(Name, "count", job).Ok(counts.GetValueOrDefault(job).ToString(CultureInfo.InvariantCulture));
        }

        _session!.Dispose();
    }

    private async Task EnqueueAsync(WorkloadContext context, string effect)
    {
        lock (_enqueued)
        {
            _enqueued.Add(effect);
        }

        await HttpOutcome.RecordAsync(
            context.Recorder.Begin(Name, "enqueue", effect),
            async () =>
            {
                using var message = new HttpRequestMessage(HttpMethod.Post, "/jobs") { Content = JsonContent.Create(new { kind = "probe", payload = new { effect, milliseconds }, uniqueKey = effect }) };
                message.Headers.Add("Idempotency-Key", effect);
                return await _session!.Http.SendAsync(message);
            },
            _ => null);
    }

    private static async Task<Dictionary<string, long>> CountAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        await using var connection = await PrimaryConnection.OpenAsync(context.Target.Postgres("jobs"), cancellationToken);
        await using var command = new NpgsqlCommand("SELECT effect, count(*) FROM probe_effects WHERE effect LIKE $1 GROUP BY effect", connection) { Parameters = { new() { Value = $"{context.Run}-%" } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            counts[reader.GetString(0)] = reader.GetInt64(1);
        }

        return counts;
    }
}

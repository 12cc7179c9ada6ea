using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Drills.Checkers;

namespace Distribution.Drills.Workloads;

/// <summary>Keyed POSTs and GETs in turn through the gateway; none is sent again. Each asks for access with a reason of its own, by which it is known in the end.</summary>
/// <param name="perSecond">Requests a second.</param>
public sealed class RequestsWorkload(int perSecond = RequestsWorkload.PerSecond) : IWorkload
{
    /// <summary>100: what the guarantees are stated for.</summary>
    public const int PerSecond = 100;

    private const int PageSize = 200;
    private GatewaySession? _session;
    private string? _lastId;

    /// <inheritdoc/>
    public string Name => "requests";

    /// <inheritdoc/>
    public IReadOnlyList<IChecker> Checkers => [new LostWritesChecker(Name)];

    /// <inheritdoc/>
    public async Task PrepareAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        _session = await GatewaySession.SignInAsync(context.Target, "requester", cancellationToken);
    }

    /// <inheritdoc/>
    public Task RunAsync(WorkloadContext context, CancellationToken cancellationToken) =>
        Pace.KeepAsync(context, perSecond, number => number % 2 == 0 ? AskAsync(context, $"{context.Run}-{number}") : ReadAsync(context), cancellationToken);

    /// <inheritdoc/>
    public async Task FinishAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var read = context.Recorder.Begin(Name, "read", "all");
        var reasons = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await FinalRead.ReadAsync(_session!.Http, $"/requests?limit={PageSize}{(cursor.Length > 0 ? $"&after={cursor}" : "")}", cancellationToken);
            reasons.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("reason").GetString()!).Where(reason => reason.StartsWith(context.Run, StringComparison.Ordinal)));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        read.Ok(string.Join('\n', reasons));
        _session!.Dispose();
    }

    private async Task AskAsync(WorkloadContext context, string reason)
    {
        var operation = context.Recorder.Begin(Name, "add", reason);
        await HttpOutcome.RecordAsync(
            operation,
            async () =>
            {
                using var message = new HttpRequestMessage(HttpMethod.Post, "/requests") { Content = JsonContent.Create(new { role = "reader", target = "staging-db", durationSeconds = 60, reason }) };
                message.Headers.Add("Idempotency-Key", reason);
                return await _session!.Http.SendAsync(message);
            },
            body => $"request/{_lastId = JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()}");
    }

    private Task ReadAsync(WorkloadContext context) => HttpOutcome.RecordAsync(
        context.Recorder.Begin(Name, "get", _lastId ?? "grants"),
        () => _session!.Http.GetAsync(_lastId is { } id ? $"/requests/{id}" : "/grants?limit=10"),
        _ => null);
}

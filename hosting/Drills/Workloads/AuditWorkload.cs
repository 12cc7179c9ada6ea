using System.Text.Json;
using Distribution.Drills.Checkers;
using Distribution.Drills.Histories;

namespace Distribution.Drills.Workloads;

/// <summary>Reads the audit chain in the end, once each acknowledged change has had time to arrive, and has it verified.</summary>
/// <param name="changes">The workload whose acknowledged operations must be in it.</param>
/// <param name="patience">How long to wait for records that are not there; null for a minute.</param>
public sealed class AuditWorkload(RequestsWorkload changes, TimeSpan? patience = null) : IWorkload
{
    private const string Action = "request.created";
    private const int PageSize = 200;

    /// <summary>60 s: records wait while the audit service is out, and are delivered within seconds of its return.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private GatewaySession? _session;

    /// <inheritdoc/>
    public string Name => "audit";

    /// <inheritdoc/>
    public IReadOnlyList<IChecker> Checkers => [new AuditChecker(changes.Name, "add", Name)];

    /// <inheritdoc/>
    public async Task PrepareAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        _session = await GatewaySession.SignInAsync(context.Target, "auditor", cancellationToken);
    }

    /// <inheritdoc/>
    public Task RunAsync(WorkloadContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task FinishAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var history = context.Recorder.Snapshot();
        var wanted = history.Of(changes.Name).Where(operation => operation is { Action: "add", Outcome: Outcome.Ok }).Select(operation => operation.Output!).ToHashSet(StringComparer.Ordinal);
        var since = history.Operations.Count > 0 ? history.Operations[0].At : DateTimeOffset.MinValue;
        var started = context.Recorder.Elapsed;
        var records = await ReadAsync(since, cancellationToken);
        while (!wanted.IsSubsetOf(records) && context.Recorder.Elapsed - started < (patience ?? Patience))
        {
            await Task.Delay(Interval, cancellationToken);
            records = await ReadAsync(since, cancellationToken);
        }

        foreach (var subject in records.Where(wanted.Contains))
        {
            context.Recorder.Begin(Name, "record", subject).Ok();
        }

        using var verification = context.Recorder.Begin(Name, "verify", "chain");
        var verdict = await FinalRead.ReadAsync(_session!.Http, "/audit/verify", cancellationToken);
        if (verdict.GetProperty("valid").GetBoolean())
        {
            verification.Ok(verdict.GetRawText());
        }
        else
        {
            verification.Fail(verdict.GetRawText());
        }

        _session.Dispose();
    }

    private async Task<IReadOnlyList<string>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var subjects = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await FinalRead.ReadAsync(_session!.Http, $"/audit?action={Action}&from={Uri.EscapeDataString(since.ToString("O"))}&limit={PageSize}{(cursor.Length > 0 ? $"&after={cursor}" : "")}", cancellationToken);
            subjects.AddRange(page.GetProperty("items").EnumerateArray().Select(record => record.GetProperty("subject").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) && next.ValueKind != JsonValueKind.Null ? next.ToString() : null;
        }

        return subjects;
    }
}

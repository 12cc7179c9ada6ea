using Distribution.Drills.Checkers;

namespace Distribution.Drills.Workloads;

/// <summary>Signs in (<c>issue</c>), and uses a token that was issued before (<c>verify</c>): the first needs the identity service and its database, the second must not.</summary>
public sealed class TokensWorkload : IWorkload
{
    /// <summary>A password takes some tens of milliseconds of a core to check: two a second leave the machine to the others.</summary>
    private const int IssuesPerSecond = 2;
    private const int VerifiesPerIssue = 5;

    private GatewaySession? _session;

    /// <inheritdoc/>
    public string Name => "tokens";

    /// <inheritdoc/>
    public IReadOnlyList<IChecker> Checkers => [];

    /// <inheritdoc/>
    public async Task PrepareAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        _session = await GatewaySession.SignInAsync(context.Target, "auditor", cancellationToken);
    }

    /// <inheritdoc/>
    public Task RunAsync(WorkloadContext context, CancellationToken cancellationToken) =>
        Pace.KeepAsync(context, IssuesPerSecond * (VerifiesPerIssue + 1), number => number % (VerifiesPerIssue + 1) == 0 ? IssueAsync(context) : VerifyAsync(context), cancellationToken);

    /// <inheritdoc/>
    public Task FinishAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        _session!.Dispose();
        return Task.CompletedTask;
    }

    private async Task IssueAsync(WorkloadContext context)
    {
        using var operation = context.Recorder.Begin(Name, "issue", "auditor");
        try
        {
            await context.Target.UserWithRole("auditor").RequestTokenAsync(_session!.Http, CancellationToken.None);
            operation.Ok();
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            operation.Fail(failure.Message);
        }
    }

    private Task VerifyAsync(WorkloadContext context) => HttpOutcome.RecordAsync(
        context.Recorder.Begin(Name, "verify", "auditor"),
        () => _session!.Http.GetAsync("/grants?limit=1"),
        _ => null);
}

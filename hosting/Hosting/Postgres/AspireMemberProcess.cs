using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Postgres.Members;
using Distribution.Hosting.Postgres.Supervision;
using Distribution.Machine.Processes;

namespace Distribution.Hosting.Postgres;

/// <summary>A member's processes: started through the model, so that dashboard and command line know of it; looked after and ended directly, because failover cannot wait for an orchestrator.</summary>
internal sealed class AspireMemberProcess(
    PostgresMemberResource resource, string dataDirectory, ExitWatch exits, ResourceNotificationService notifications, ResourceCommandService commands, TimeProvider time) : IMemberProcess
{
    private readonly Postmaster _postmaster = new(dataDirectory, resource.Name, exits, time);
    private volatile bool _stopRequested;

    public bool IsAlive => _postmaster.Find() is not null;

    public char State => _postmaster.State;

    public long Turns => _postmaster.Turns;

    public bool StopRequested => _stopRequested;

    public Task EndAsync() => _postmaster.EndAsync();

    /// <summary>Notes that a person stopped the member, or had it started.</summary>
    public void NoteStop(bool requested) => _stopRequested = requested;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(SupervisorDefaults.LaunchTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);

        // The orchestrator notices an end half a second late, and starts nothing that it believes to be running.
        if (await IsStartingAsync(either.Token, cancellationToken))
        {
            return;
        }

        var result = await commands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, cancellationToken);
        if (!result.Success)
        {
            throw new InvalidOperationException(result.Message ?? $"{resource.Name} was not started.");
        }
    }

    public void StopFast() => _postmaster.Send(SignalKind.Interrupt);

    public void Reload() => _postmaster.Send(SignalKind.Hangup);

    public Task FenceAsync(CancellationToken cancellationToken) => _postmaster.FenceAsync(cancellationToken);

    private async Task<bool> IsStartingAsync(CancellationToken limit, CancellationToken cancellationToken)
    {
        try
        {
            return IsStarting(await notifications.WaitForResourceAsync(resource.Name, happened => IsEnded(happened) || IsStarting(happened), limit));
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"{resource.Name} has no process and is not shown as ended: {late.Message}", late);
        }
    }

    private static bool IsEnded(ResourceEvent happened) =>
        happened.Snapshot.State?.Text is { } state && (state == KnownResourceStates.NotStarted || KnownResourceStates.TerminalStates.Contains(state));

    private static bool IsStarting(ResourceEvent happened) => happened.Snapshot.State?.Text is null or "Starting" or "Waiting";
}

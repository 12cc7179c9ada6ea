using Distribution.Drills.Checkers;
using Distribution.Drills.Targets;

namespace Distribution.Drills.Workloads;

/// <summary>Looks at who is primary, for faults through which nobody is to be replaced: a look that finds another one than the look before it fails.</summary>
public sealed class RolesWorkload : IWorkload
{
    private const int PerSecond = 5;

    private IReadOnlyList<string> _primaries = [];

    /// <inheritdoc/>
    public string Name => "roles";

    /// <inheritdoc/>
    public IReadOnlyList<IChecker> Checkers => [];

    /// <inheritdoc/>
    public async Task PrepareAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        _primaries = Primaries(await context.Target.LookAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public Task RunAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Pace.KeepAsync(PerSecond, _ => LookAsync(context), cancellationToken);
    }

    /// <inheritdoc/>
    public Task FinishAsync(WorkloadContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task LookAsync(WorkloadContext context)
    {
        using var operation = context.Recorder.Begin(Name, "look", "primaries");
        var now = Primaries(await context.Target.LookAsync(CancellationToken.None));
        var before = Interlocked.Exchange(ref _primaries, now);
        if (now.SequenceEqual(before))
        {
            operation.Ok(string.Join(", ", now));
        }
        else
        {
            operation.Fail($"{string.Join(", ", now)} in place of {string.Join(", ", before)}");
        }
    }

    // With the term: one that was replaced and came back is another reign.
    private static List<string> Primaries(TargetState state) => [.. state.Members.Where(member => member.Role == "primary").Select(member => $"{member.Name} of term {member.Term}").Order(StringComparer.Ordinal)];
}

using Distribution.Drills.Checkers;
using Distribution.Drills.Targets;

namespace Distribution.Drills.Workloads;

/// <summary>Looks at who is primary, for faults through which nobody is to be replaced: a look that finds another one than the look before it fails.</summary>
public sealed class RolesWorkload : IWorkload
{
    private const int PerSecond = 5;

    private IReadOnlyDictionary<string, string> _primaries = new Dictionary<string, string>();

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
        return Pace.KeepAsync(context, PerSecond, _ => LookAsync(context), cancellationToken);
    }

    /// <inheritdoc/>
    public Task FinishAsync(WorkloadContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task LookAsync(WorkloadContext context)
    {
        using var operation = context.Recorder.Begin(Name, "look", "primaries");
        var now = Primaries(await context.Target.LookAsync(CancellationToken.None));
        var before = Interlocked.Exchange(ref _primaries, now);
        foreach (var (group, primary) in before)
        {
            now.TryAdd(group, primary);
        }

        var replaced = now.Where(primary => before.TryGetValue(primary.Key, out var last) && last != primary.Value).Select(primary => $"{primary.Value} in place of {before[primary.Key]}").ToList();
        if (replaced.Count == 0)
        {
            operation.Ok(string.Join(", ", now.Values));
        }
        else
        {
            operation.Fail(string.Join(", ", replaced));
        }
    }

    // With the term: one that was replaced and came back is another reign. One that does not answer for a moment is shown without its role, and is not replaced for it.
    private static Dictionary<string, string> Primaries(TargetState state) => state.Members.Where(member => member.Role == "primary")
        .GroupBy(member => member.Group, member => $"{member.Name} of term {member.Term}", StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => string.Join(" and ", group.Order(StringComparer.Ordinal)), StringComparer.Ordinal);
}

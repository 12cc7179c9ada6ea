using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>Several faults at once; all of them are undone once the longest has lasted.</summary>
/// <param name="faults">Which; of different kinds of nodes, where the guarantees are to hold.</param>
public sealed class TogetherFault(IReadOnlyList<IFault> faults) : IFault
{
    /// <inheritdoc/>
    public string Description => string.Join(", and ", faults.Select(fault => fault.Description));

    /// <inheritdoc/>
    public IReadOnlyList<Injection> Needs => [.. faults.SelectMany(fault => fault.Needs).Distinct()];

    /// <inheritdoc/>
    public async Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken)
    {
        var injected = new List<InjectedFault>();
        try
        {
            foreach (var fault in faults)
            {
                injected.Add(await fault.InjectAsync(target, cancellationToken));
            }
        }
        catch
        {
            await UndoAsync(injected, CancellationToken.None);
            throw;
        }

        return new([.. injected.SelectMany(one => one.Victims)], injected.Max(one => one.HoldFor), token => UndoAsync(injected, token));
    }

    // One that cannot be undone keeps none of the others from being undone.
    private static Task UndoAsync(IEnumerable<InjectedFault> injected, CancellationToken cancellationToken) =>
        Task.WhenAll(injected.Reverse().Select(one => one.UndoAsync(cancellationToken)));
}

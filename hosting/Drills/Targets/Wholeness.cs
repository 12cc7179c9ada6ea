namespace Distribution.Drills.Targets;

/// <summary>Waits for a topology to be whole: everything serves, with full redundancy.</summary>
internal static class Wholeness
{
    /// <summary>120 s until full redundancy is back: a new copy of the database on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether it is whole within a time.</summary>
    public static async Task<bool> IsWholeWithinAsync(this ITarget target, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var since = TimeProvider.System.GetTimestamp(); !(await target.LookAsync(cancellationToken)).IsWhole; await Task.Delay(Interval, cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(since) > patience)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Waits until it is.</summary>
    /// <exception cref="TargetException">It is not within <see cref="Patience"/>.</exception>
    public static async Task WholeAgainAsync(this ITarget target, CancellationToken cancellationToken)
    {
        if (!await target.IsWholeWithinAsync(Patience, cancellationToken))
        {
            throw new TargetException($"{target.Name} was not whole again within {Patience.TotalSeconds:0} s: ./distribution status");
        }
    }
}

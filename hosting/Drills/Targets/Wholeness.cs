namespace Distribution.Drills.Targets;

/// <summary>Waits for a topology to be whole: everything serves, with full redundancy.</summary>
public static class Wholeness
{
    /// <summary>120 s until full redundancy is back: a new copy of the database on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Waits until it is, for a time.</summary>
    /// <param name="target">The topology.</param>
    /// <param name="patience">For how long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null once it is; what it lacked last when it is not within that time.</returns>
    public static async Task<string?> LackAfterAsync(this ITarget target, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var since = TimeProvider.System.GetTimestamp();
        while ((await target.LookAsync(cancellationToken)).Lack is { } lack)
        {
            if (TimeProvider.System.GetElapsedTime(since) > patience)
            {
                return lack;
            }

            await Task.Delay(target.LookPause, cancellationToken);
        }

        return null;
    }

    /// <summary>Waits until it is.</summary>
    /// <param name="target">The topology.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TargetException">It is not within <see cref="Patience"/>.</exception>
    public static async Task WholeAgainAsync(this ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (await target.LackAfterAsync(Patience, cancellationToken) is { } lack)
        {
            throw new TargetException($"{target.Name} was not whole again within {Patience.TotalSeconds:0} s: {lack}.");
        }
    }
}

namespace Distribution.Tokens;

/// <summary>
/// The time by which tokens are dated: that of Identity, which each of its answers tells (<c>Date</c>), carried on by this machine's monotonic clock. A machine whose wall clock is wrong, or is set while it runs, then neither refuses good
/// tokens nor takes old ones. Before the first answer it is the machine's own time.
/// </summary>
/// <param name="machine">The machine's clock.</param>
internal sealed class IssuerTime(TimeProvider machine) : TimeProvider
{
    private volatile Anchor? _anchor;

    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <summary>Takes in what Identity says that the time is.</summary>
    public void Learn(DateTimeOffset date) => _anchor = new(date, machine.GetTimestamp());

    public override DateTimeOffset GetUtcNow() => _anchor is { } anchor ? anchor.Date + machine.GetElapsedTime(anchor.Timestamp) : machine.GetUtcNow();

    public override long GetTimestamp() => machine.GetTimestamp();

    private sealed record Anchor(DateTimeOffset Date, long Timestamp);
}

namespace Distribution.Api.Sweeps;

/// <summary>What one sweep did.</summary>
/// <param name="Expired">Grants whose end was ordered.</param>
/// <param name="Lapsed">Requests that nobody decided in time.</param>
/// <param name="Pruned">Idempotency keys forgotten.</param>
/// <param name="More">Whether the last batch was full, so that another sweep at once is worth it.</param>
internal sealed record SweepResult(int Expired, int Lapsed, int Pruned, bool More)
{
    public static readonly SweepResult Nothing = new(0, 0, 0, More: false);

    public SweepResult And(SweepResult later) => new(Expired + later.Expired, Lapsed + later.Lapsed, Pruned + later.Pruned, later.More);
}

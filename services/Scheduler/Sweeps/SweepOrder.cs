namespace Distribution.Scheduler.Sweeps;

/// <summary>The body of <c>POST /internal/sweeps</c>: in whose name, and under which term.</summary>
internal sealed record SweepOrder(string Lease, long Term);

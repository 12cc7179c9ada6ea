namespace Distribution.Audit.Verification;

/// <summary>The first place at which the chain is broken.</summary>
internal sealed record FaultItem(long Seq, string Reason, string Detail);

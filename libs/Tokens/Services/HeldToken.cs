namespace Distribution.Tokens;

/// <summary>A token, and when it came.</summary>
/// <param name="Text">The token.</param>
/// <param name="Since">Timestamp of just before it was asked for.</param>
/// <param name="Lifetime">How long it lives from then on.</param>
internal sealed record HeldToken(string Text, long Since, TimeSpan Lifetime)
{
    public bool Lives(TimeProvider time) => time.GetElapsedTime(Since) < Lifetime;

    public TimeSpan UntilRenewal(TimeProvider time) => (Lifetime * ServiceTokenDefaults.RenewAt) - time.GetElapsedTime(Since);
}

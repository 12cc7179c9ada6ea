namespace Distribution.Gateway.RateLimits;

/// <summary>Counts what clients use up.</summary>
internal interface IRateCounter
{
    /// <summary>Uses up one request of every allowance, or of none.</summary>
    /// <returns>How long to wait until the request would be allowed; zero when it is.</returns>
    ValueTask<TimeSpan> TakeAsync(Allowance first, Allowance second);
}

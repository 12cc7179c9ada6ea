namespace Distribution.Tokens;

/// <summary>An attempt that brought no token: whoever waited for it meanwhile does not begin another.</summary>
internal sealed record FailedFetch(long Since, string Reason);

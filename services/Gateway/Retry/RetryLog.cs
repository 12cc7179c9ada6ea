namespace Distribution.Gateway.Retry;

internal static partial class RetryLog
{
    [LoggerMessage(2001, LogLevel.Information, "{Method} {Path}: attempt {Attempt} at {Replica} failed ({Failure}), trying another")]
    public static partial void AttemptFailed(this ILogger logger, string method, PathString path, int attempt, string? replica, string failure);

    [LoggerMessage(2003, LogLevel.Warning, "{Method} {Path}: {Replica} failed ({Failure}), and the request may not be repeated")]
    public static partial void NotRepeated(this ILogger logger, string method, PathString path, string? replica, string failure);

    [LoggerMessage(2002, LogLevel.Warning, "{Method} {Path}: no answer from {Attempts} attempts within {BudgetMs} ms, refused with 503")]
    public static partial void BudgetSpent(this ILogger logger, string method, PathString path, int attempts, double budgetMs);
}

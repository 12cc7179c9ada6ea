using System.ComponentModel.DataAnnotations;

namespace Distribution.Gateway.Retry;

/// <summary>Configuration section <c>Gateway:Retry</c>; the defaults and their reasons are in <see cref="RetryDefaults"/>.</summary>
internal sealed class RetryOptions
{
    public const string Section = "Gateway:Retry";

    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Budget { get; set; } = RetryDefaults.Budget;

    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan AttemptTimeout { get; set; } = RetryDefaults.AttemptTimeout;

    [Range(0, 16 * 1024 * 1024)]
    public int BodyLimit { get; set; } = RetryDefaults.BodyLimit;
}

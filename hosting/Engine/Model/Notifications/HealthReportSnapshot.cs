using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a health check last reported.</summary>
/// <param name="Name">The name under which the check is registered.</param>
/// <param name="Status">Null before it has reported.</param>
/// <param name="Description">What it found.</param>
/// <param name="ExceptionText">The error it ended with.</param>
[DebuggerDisplay("{Name} = {Status}")]
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>When it last found something new, UTC.</summary>
    public DateTime? LastRunAt { get; init; }
}

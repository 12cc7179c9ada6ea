using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource is healthy only while a registered health check says so.</summary>
/// <param name="key">The name under which the check is registered.</param>
[DebuggerDisplay("{Key}")]
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The name under which the check is registered.</summary>
    public string Key { get; } = key ?? throw new ArgumentNullException(nameof(key));
}

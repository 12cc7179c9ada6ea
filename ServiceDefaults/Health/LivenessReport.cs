using System.Reflection;

namespace Distribution.ServiceDefaults.Health;

/// <param name="Status">That it is alive.</param>
/// <param name="Version">Of the build that answers: during an upgrade the members differ.</param>
internal sealed record LivenessReport(string Status, string Version)
{
    public static readonly LivenessReport Alive = new("alive", VersionOf(Assembly.GetEntryAssembly()));

    // Behind a + is the commit.
    private static string VersionOf(Assembly? service) => service?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}

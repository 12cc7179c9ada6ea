using System.Globalization;
using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>Requests and limits. CPU has no limit: a throttled service misses its deadlines while the processor idles.</summary>
internal static class Resources
{
    public static YamlMap Of(WorkloadResources resources) => new()
    {
        { "requests", new YamlMap { { "cpu", Text(resources.CpuMillicores, "m") }, { "memory", Text(resources.MemoryMebibytes, "Mi") }, { "ephemeral-storage", Text(resources.EphemeralMebibytes, "Mi") } } },
        { "limits", new YamlMap { { "memory", Text(resources.MemoryLimitMebibytes, "Mi") }, { "ephemeral-storage", Text(resources.EphemeralMebibytes * 2, "Mi") } } },
    };

    private static string Text(int amount, string unit) => amount.ToString(CultureInfo.InvariantCulture) + unit;
}

namespace Distribution.Publishing.Helm.Services;

/// <summary>What the objects of a service are called.</summary>
internal static class WorkloadNames
{
    /// <summary>The port's name.</summary>
    public const string Port = "http";

    /// <summary>What every service of ours is for.</summary>
    public const string Component = "service";

    /// <summary>The name that stands for the addresses of all pods that are ready.</summary>
    public static string Headless(string workload) => $"{workload}-headless";
}

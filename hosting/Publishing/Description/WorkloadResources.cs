namespace Distribution.Publishing.Description;

/// <summary>What a container is promised and what it may use at most. CPU has no limit: a throttled service misses its deadlines while the processor idles.</summary>
/// <param name="CpuMillicores">Promised thousandths of a core.</param>
/// <param name="MemoryMebibytes">Promised memory.</param>
/// <param name="MemoryLimitMebibytes">Memory at most.</param>
/// <param name="EphemeralMebibytes">Temporary files at most.</param>
public sealed record WorkloadResources(int CpuMillicores, int MemoryMebibytes, int MemoryLimitMebibytes, int EphemeralMebibytes)
{
    /// <summary>A .NET service: 60–120 MiB resident when idle, measured locally.</summary>
    public static WorkloadResources Service { get; } = new(100, 192, 512, 64);

    /// <summary>A database server.</summary>
    public static WorkloadResources Database { get; } = new(250, 512, 1024, 256);

    /// <summary>A small server: Valkey, a Sentinel, etcd, PgBouncer.</summary>
    public static WorkloadResources Small { get; } = new(50, 64, 256, 64);
}

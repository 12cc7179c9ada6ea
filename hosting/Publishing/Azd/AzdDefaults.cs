namespace Distribution.Publishing.Azd;

/// <summary>Figures and names of the deployment on Azure Container Apps.</summary>
internal static class AzdDefaults
{
    /// <summary>The port of every service: that of Microsoft's images of ASP.NET.</summary>
    public const int Port = 8080;

    /// <summary>The account that those images run as; files on a share are given to it.</summary>
    public const int Account = 1654;

    /// <summary>Where volumes are mounted, as in our own images.</summary>
    public const string VolumesRoot = "/var/lib/distribution";

    /// <summary>The variable with the password of the cache.</summary>
    public const string CachePassword = "VALKEY_PASSWORD";

    /// <summary>A plan of Container Apps gives a quarter of a core and half a gibibyte, or a multiple of both.</summary>
    public const int CpuMillicoresStep = 250;

    /// <summary>See <see cref="CpuMillicoresStep"/>.</summary>
    public const int MemoryMebibytesStep = 512;

    /// <summary>Seconds between two looks at what a workload grows on: two looks a scale-down period, and a backlog is seen within ten seconds.</summary>
    public const int ScalePollSeconds = 10;

    /// <summary>Seconds that migrations may take: as long as three of their longest statements.</summary>
    public const int JobSeconds = 1800;

    /// <summary>How often a job that failed is begun again: it goes on where it stopped.</summary>
    public const int JobRetries = 3;
}

using System.Globalization;
using Distribution.Publishing.Compose.Model;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Compose.Services;

/// <summary>Begins a container: what all of them have, and what confines them.</summary>
internal static class Containers
{
    /// <summary>
    /// The share of processors that are taken which a server has beside a service that requests as much: a failover is made by the servers. With equal shares, on two cores, a killed primary's container came back while
    /// all services logged in to its successor; a login took longer than the 3 s that Patroni has for the question whether it must rewind, so that it followed without, was made synchronous, and confirmed nothing: writes
    /// were blocked until the load ended.
    /// </summary>
    public const int ServerWeight = 4;

    private const int CpuSharesOfACore = 1024;
    private const int Pids = 512;
    private const int LogMegabytes = 10;
    private const int LogFiles = 3;

    /// <param name="name">The container's name.</param>
    /// <param name="image">The image, with its tag.</param>
    /// <param name="resources">What it may use.</param>
    /// <param name="memorySetting">The operator's setting of its memory.</param>
    /// <param name="weight">Its share of processors that are taken, in times of what it requests.</param>
    public static ComposeService Create(string name, string image, WorkloadResources resources, string memorySetting, int weight = 1) => new(name)
    {
        Image = image,
        User = ComposeLayout.User,
        Restart = "unless-stopped",
        ReadOnly = true,
        Tmpfs = [string.Create(CultureInfo.InvariantCulture, $"/tmp:size={resources.EphemeralMebibytes}m,uid={ComposeLayout.UserId},gid={ComposeLayout.UserId},mode=0700")],
        CapDrop = ["ALL"],
        SecurityOpt = ["no-new-privileges:true"],

        // The engine hands the name of a dead container on to servers that a network without a way out does not reach. By default who asks waits 10 s, and Patroni asks before it promotes: it took 21 s.
        DnsOpt = ["timeout:1", "attempts:1"],
        CpuShares = Math.Max(2, weight * resources.CpuMillicores * CpuSharesOfACore / 1000),
        Deploy = new()
        {
            Resources = new()
            {
                Limits = new() { Memory = $"${{{memorySetting}:-{Mebibytes(resources.MemoryLimitMebibytes)}}}", Pids = Pids },
                Reservations = new() { Memory = Mebibytes(resources.MemoryMebibytes) },
            },
        },
        Logging = new()
        {
            Driver = "json-file",
            Options = new OrderedDictionary<string, string>
            {
                ["max-size"] = string.Create(CultureInfo.InvariantCulture, $"{LogMegabytes}m"),
                ["max-file"] = LogFiles.ToString(CultureInfo.InvariantCulture),
            },
        },
        Labels = new OrderedDictionary<string, string> { [ComposeLayout.Marker] = ComposeLayout.TopologyName },
    };

    public static string Mebibytes(int amount) => string.Create(CultureInfo.InvariantCulture, $"{amount}M");
}

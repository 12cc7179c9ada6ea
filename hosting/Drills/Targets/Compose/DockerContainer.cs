using System.Net;
using System.Text.Json;
using Distribution.Drills.Targets.Deployed;

namespace Distribution.Drills.Targets.Compose;

/// <summary>A container, as <c>GET /containers/ID/json</c> describes it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Service">The service of compose, which is the member's name.</param>
/// <param name="Status">created, running, paused, restarting, exited, dead.</param>
/// <param name="Health">healthy, unhealthy, starting; null for one that is not checked.</param>
/// <param name="StartedAt">When it was last started, as the engine writes it.</param>
/// <param name="ExitCode">How it ended last.</param>
/// <param name="IsJob">Whether it runs to completion: it is not restarted after an end without a failure.</param>
/// <param name="Image">What it runs, with its tag.</param>
/// <param name="Addresses">Its address in each network, by the network's name; only those that it has now.</param>
/// <param name="Published">The ports of this machine that lead to it.</param>
/// <param name="SecretsFolder">Where on this machine its secrets are; null for one that is given none.</param>
/// <param name="Project">Where it came from.</param>
internal sealed record DockerContainer(
    string Id,
    string Service,
    string Status,
    string? Health,
    string StartedAt,
    int ExitCode,
    bool IsJob,
    string Image,
    IReadOnlyDictionary<string, IPAddress> Addresses,
    IReadOnlyList<IPEndPoint> Published,
    string? SecretsFolder,
    ComposeProject Project)
{
    private const string Secrets = "/run/secrets/";
    private const string Services = "services";

    /// <summary>Whether it has a process.</summary>
    public bool Runs => Status is "running" or "paused";

    /// <summary>Where this machine reaches it: in the network of its own group, where it may have a fixed address; else in that of the services; else in any.</summary>
    public IPAddress? Address =>
        Addresses.OrderByDescending(one => Service.StartsWith($"{Short(one.Key)}-", StringComparison.Ordinal)).ThenByDescending(one => Short(one.Key) == Services).ThenBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => one.Value).FirstOrDefault();

    /// <summary>How it looks from outside.</summary>
    public Unit Unit => new(
        Service,
        Runs ? $"{Id[..12]} of {StartedAt}" : null,
        IsJob && !Runs ? Status == "exited" && ExitCode == 0 : Status == "running" && Health is null or "healthy",
        Address)
    {
        IsFrozen = Status == "paused",
    };

    /// <summary>Reads a description; null for a container that compose did not make, or made for a single command.</summary>
    public static DockerContainer? Parse(JsonElement description)
    {
        var labels = description.GetProperty("Config").GetProperty("Labels").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "", StringComparer.Ordinal);
        if (ComposeProject.Of(labels) is not { } project || !labels.TryGetValue(ComposeProject.Service, out var service) || labels.GetValueOrDefault(ComposeProject.OneOff) == "True")
        {
            return null;
        }

        var state = description.GetProperty("State");
        return new(
            description.GetProperty("Id").GetString()!,
            service,
            state.GetProperty("Status").GetString()!,
            state.TryGetProperty("Health", out var health) && health.ValueKind == JsonValueKind.Object ? health.GetProperty("Status").GetString() : null,
            state.GetProperty("StartedAt").GetString()!,
            state.GetProperty("ExitCode").GetInt32(),
            description.GetProperty("HostConfig").GetProperty("RestartPolicy").GetProperty("Name").GetString() is "" or "no" or "on-failure",
            description.GetProperty("Config").GetProperty("Image").GetString()!,
            AddressesOf(description.GetProperty("NetworkSettings").GetProperty("Networks")),
            PublishedBy(description.GetProperty("NetworkSettings").GetProperty("Ports")),
            SecretsOf(description.GetProperty("Mounts")),
            project);
    }

    private string Short(string network) => network.StartsWith($"{Project.Name}_", StringComparison.Ordinal) ? network[(Project.Name.Length + 1)..] : network;

    private static Dictionary<string, IPAddress> AddressesOf(JsonElement networks) => networks.EnumerateObject()
        .Select(network => (network.Name, Address: IPAddress.TryParse(network.Value.GetProperty("IPAddress").GetString(), out var address) ? address : null))
        .Where(one => one.Address is not null)
        .ToDictionary(one => one.Name, one => one.Address!, StringComparer.Ordinal);

    private static string? SecretsOf(JsonElement mounts) => mounts.EnumerateArray()
        .Where(mount => mount.GetProperty("Destination").GetString()!.StartsWith(Secrets, StringComparison.Ordinal))
        .Select(mount => Path.GetDirectoryName(mount.GetProperty("Source").GetString()))
        .FirstOrDefault();

    private static List<IPEndPoint> PublishedBy(JsonElement ports) => ports.ValueKind != JsonValueKind.Object ? [] :
    [
        .. ports.EnumerateObject().Where(port => port.Value.ValueKind == JsonValueKind.Array).SelectMany(port => port.Value.EnumerateArray())
            .Select(binding => IPEndPoint.Parse($"{binding.GetProperty("HostIp").GetString()}:{binding.GetProperty("HostPort").GetString()}")),
    ];
}

using Microsoft.Extensions.Configuration;

namespace Distribution.Outbox.Relay;

/// <summary>The replicas of a receiver, as service discovery names them; the one that answered last is asked first.</summary>
internal sealed class Replicas(IReadOnlyList<Uri> addresses)
{
    private int _preferred;

    public int Count => addresses.Count;

    /// <summary>Where to send.</summary>
    public Uri Preferred => addresses[_preferred];

    /// <summary>Reads <c>services:SERVICE-N:http:0</c> and its like.</summary>
    /// <exception cref="InvalidOperationException">One is no address.</exception>
    public static Replicas Of(string service, IConfiguration configuration) =>
        new([
            .. configuration.GetSection("services").GetChildren()
                .Where(member => IsMember(member.Key, service))
                .SelectMany(member => member.GetSection("http").GetChildren().Select(endpoint => Parse(member.Key, endpoint))),
        ]);

    /// <summary>Turns to the next one.</summary>
    public void Next() => _preferred = (_preferred + 1) % addresses.Count;

    private static bool IsMember(string name, string service) =>
        name.Equals(service, StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith($"{service}-", StringComparison.OrdinalIgnoreCase) && int.TryParse(name.AsSpan(service.Length + 1), out _));

    private static Uri Parse(string service, IConfigurationSection endpoint) =>
        Uri.TryCreate(endpoint.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new Uri(address!, OutboxDefaults.Path)
            : throw new InvalidOperationException($"services__{service}__http__{endpoint.Key} is '{endpoint.Value}': it must be http://HOST:PORT.");
}

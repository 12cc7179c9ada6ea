using Microsoft.Extensions.Configuration;

namespace Distribution.Tokens;

/// <summary>The replicas of Identity, as service discovery names them; the one that answered last is asked first.</summary>
internal sealed class IdentityReplicas
{
    private const string Service = "identity";

    private readonly Uri[] _replicas;
    private int _preferred;

    public IdentityReplicas(IEnumerable<Uri> replicas) => _replicas = [.. replicas];

    public int Count => _replicas.Length;

    /// <summary>Reads <c>services__identity-1__http__0=http://HOST:PORT</c> and its like; there may be none.</summary>
    /// <exception cref="InvalidOperationException">One is no address.</exception>
    public static IdentityReplicas From(IConfiguration configuration)
    {
        var services = configuration.GetSection("services").GetChildren().Where(service => IsIdentity(service.Key));
        return new(services.SelectMany(service => service.GetSection("http").GetChildren().Select(endpoint => Parse(service.Key, endpoint))));
    }

    /// <summary>Every replica once, in the order to ask them.</summary>
    public IEnumerable<Uri> InOrder()
    {
        var first = Volatile.Read(ref _preferred);
        return Enumerable.Range(0, _replicas.Length).Select(offset => _replicas[(first + offset) % _replicas.Length]);
    }

    public void Prefer(Uri replica) => Volatile.Write(ref _preferred, Math.Max(0, Array.IndexOf(_replicas, replica)));

    private static bool IsIdentity(string service) =>
        service.Equals(Service, StringComparison.OrdinalIgnoreCase)
        || (service.StartsWith($"{Service}-", StringComparison.OrdinalIgnoreCase) && int.TryParse(service.AsSpan(Service.Length + 1), out _));

    private static Uri Parse(string service, IConfigurationSection endpoint) =>
        Uri.TryCreate(endpoint.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address!
            : throw new InvalidOperationException($"services__{service}__http__{endpoint.Key} is '{endpoint.Value}': it must be http://HOST:PORT.");
}

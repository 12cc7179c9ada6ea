namespace Distribution.Scheduler.Sweeps;

/// <summary>The replicas that answer sweeps, as service discovery names them; the one that answered last is asked first.</summary>
internal sealed class ApiReplicas
{
    private readonly Uri[] _replicas;
    private int _preferred;

    public ApiReplicas(IEnumerable<Uri> replicas) => _replicas = [.. replicas];

    /// <summary>Reads <c>services__api-1__http__0=http://HOST:PORT</c> and its like.</summary>
    /// <exception cref="InvalidOperationException">None is set, or one is no address.</exception>
    public static ApiReplicas From(IConfiguration configuration)
    {
        var services = configuration.GetSection("services").GetChildren().Where(service => IsApi(service.Key));
        var replicas = services.SelectMany(service => service.GetSection("http").GetChildren().Select(endpoint => Parse(service.Key, endpoint))).ToArray();
        return replicas.Length > 0
            ? new(replicas)
            : throw new InvalidOperationException($"No replica of '{SchedulerDefaults.Api}' is known: set services__{SchedulerDefaults.Api}-1__http__0 to http://HOST:PORT.");
    }

    /// <summary>Every replica once, in the order to ask them.</summary>
    public IEnumerable<Uri> InOrder()
    {
        var first = Volatile.Read(ref _preferred);
        return Enumerable.Range(0, _replicas.Length).Select(offset => _replicas[(first + offset) % _replicas.Length]);
    }

    public void Prefer(Uri replica) => Volatile.Write(ref _preferred, Math.Max(0, Array.IndexOf(_replicas, replica)));

    private static bool IsApi(string service) =>
        service.Equals(SchedulerDefaults.Api, StringComparison.OrdinalIgnoreCase)
        || (service.StartsWith($"{SchedulerDefaults.Api}-", StringComparison.OrdinalIgnoreCase) && int.TryParse(service.AsSpan(SchedulerDefaults.Api.Length + 1), out _));

    private static Uri Parse(string service, IConfigurationSection endpoint) =>
        Uri.TryCreate(endpoint.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address!
            : throw new InvalidOperationException($"services__{service}__http__{endpoint.Key} is '{endpoint.Value}': it must be http://HOST:PORT.");
}

namespace Distribution.Worker.Access;

/// <summary>The Api's replicas, as service discovery names them; the one that answered last is asked first.</summary>
internal sealed class ApiReplicas(IEnumerable<Uri> replicas)
{
    private readonly Uri[] _replicas = [.. replicas];
    private int _preferred;

    /// <summary>Reads <c>services__api-1__http__0=http://HOST:PORT</c> and its like. Without any the worker starts, and its jobs about access wait.</summary>
    /// <exception cref="InvalidOperationException">One is no address.</exception>
    public static ApiReplicas From(IConfiguration configuration) => new(configuration.GetSection("services").GetChildren()
        .Where(service => IsApi(service.Key))
        .SelectMany(service => service.GetSection("http").GetChildren().Select(endpoint => Parse(service.Key, endpoint))));

    /// <summary>Every replica once, in the order to ask them.</summary>
    public IEnumerable<Uri> InOrder()
    {
        var first = Volatile.Read(ref _preferred);
        return Enumerable.Range(0, _replicas.Length).Select(offset => _replicas[(first + offset) % _replicas.Length]);
    }

    public void Prefer(Uri replica) => Volatile.Write(ref _preferred, Math.Max(0, Array.IndexOf(_replicas, replica)));

    private static bool IsApi(string service) =>
        service.Equals(WorkerDefaults.Api, StringComparison.OrdinalIgnoreCase)
        || (service.StartsWith($"{WorkerDefaults.Api}-", StringComparison.OrdinalIgnoreCase) && int.TryParse(service.AsSpan(WorkerDefaults.Api.Length + 1), out _));

    private static Uri Parse(string service, IConfigurationSection endpoint) =>
        Uri.TryCreate(endpoint.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address!
            : throw new InvalidOperationException($"services__{service}__http__{endpoint.Key} is '{endpoint.Value}': it must be http://HOST:PORT.");
}

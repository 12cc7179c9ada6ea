namespace Distribution.Postgres.Primary;

/// <summary>One member as the connection string names it.</summary>
internal readonly record struct HostAddress(string Host, int Port)
{
    public static IReadOnlyList<HostAddress> ParseAll(string hosts, int defaultPort) =>
        [.. hosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(host => Parse(host, defaultPort)).Distinct()];

    public override string ToString() => $"{Host}:{Port}";

    private static HostAddress Parse(string host, int defaultPort)
    {
        var bracket = host.LastIndexOf(']');
        var colon = host.LastIndexOf(':');
        if (colon <= bracket || (bracket < 0 && host.IndexOf(':') != colon))
        {
            return new(host, defaultPort);
        }

        return int.TryParse(host.AsSpan(colon + 1), out var port) && port is > 0 and <= 65535
            ? new(host[..colon], port)
            : throw new ArgumentException($"Host '{host}' of the Postgres connection string has no valid port: use HOST:PORT with a port of 1–65535.");
    }
}

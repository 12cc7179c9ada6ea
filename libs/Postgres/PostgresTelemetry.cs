namespace Distribution.Postgres;

/// <summary>Where Npgsql reports: names to subscribe to. The pools are named <c>DATABASE@HOST:PORT</c>.</summary>
public static class PostgresTelemetry
{
    /// <summary>Npgsql's activity source: a span for each command.</summary>
    public const string ActivitySourceName = "Npgsql";

    /// <summary>Npgsql's meter: durations, failures, connections in use and idle.</summary>
    public const string MeterName = "Npgsql";
}

namespace Distribution.Hosting.Valkey;

/// <summary>Names and figures of the resources.</summary>
internal static class ModelNames
{
    /// <summary>Valkey's port.</summary>
    public const int Port = 6379;

    /// <summary>The Sentinels' port.</summary>
    public const int SentinelPort = 26379;

    /// <summary>The name of every endpoint.</summary>
    public const string Endpoint = "tcp";

    /// <summary>The command that kills the primary and promotes a replica.</summary>
    public const string Promote = "promote";

    /// <summary>The command that moves the primary without losing or refusing a write.</summary>
    public const string Switchover = "switchover";
}

namespace Distribution.Machine.Network;

/// <summary>Who takes part in a topology's network beside its members, which have their resources' names.</summary>
public static class NetworkName
{
    /// <summary>The AppHost: the clusters' supervisors and the health checks.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Whoever is no part of the topology: the command line, a drill, a person with psql.</summary>
    public const string Client = "client";
}

namespace Distribution.Testing;

/// <summary>What of a topology a test needs: the less, the faster it starts.</summary>
[Flags]
public enum TopologyParts
{
    /// <summary>A cluster <c>postgres</c> of a primary and its synchronous standby, with the databases that <see cref="TopologyOptions.Databases"/> names.</summary>
    Postgres = 1,

    /// <summary>A cluster <c>valkey</c> of a primary and two replicas under three Sentinels.</summary>
    Valkey = 2,

    /// <summary>The AppHost as it is, services and all.</summary>
    All = 4,
}

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>Asks a server for a sign of life that costs it next to nothing.</summary>
internal interface IProbe
{
    /// <summary>Never throws, except when cancelled.</summary>
    Task<ProbeAnswer> ProbeAsync(CancellationToken cancellationToken);
}

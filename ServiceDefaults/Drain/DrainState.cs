namespace Distribution.ServiceDefaults.Drain;

/// <summary>Whether this service is leaving. Once it is, it stays so.</summary>
internal sealed class DrainState
{
    private volatile bool _draining;

    public bool IsDraining => _draining;

    public void Begin() => _draining = true;
}

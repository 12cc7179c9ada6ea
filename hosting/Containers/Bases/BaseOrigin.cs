namespace Distribution.Containers.Bases;

/// <summary>Where a base image came from.</summary>
public enum BaseOrigin
{
    /// <summary>The engine had it.</summary>
    Present,

    /// <summary>A registry gave it.</summary>
    Pulled,

    /// <summary>It was made here, because no registry gave it.</summary>
    StandIn,
}

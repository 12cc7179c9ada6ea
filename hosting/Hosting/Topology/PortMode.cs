namespace Distribution.Hosting.Topology;

/// <summary>Where the few ports that people type are: everything else always has a leased port.</summary>
public enum PortMode
{
    /// <summary>At their usual numbers, so that bookmarks hold; a second topology on the machine needs <see cref="Random"/>.</summary>
    Fixed,

    /// <summary>Leased as the others: for tests, and for several topologies side by side.</summary>
    Random,
}

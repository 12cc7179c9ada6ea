namespace Distribution.Hosting.Network;

/// <summary>How the members of a topology reach each other.</summary>
public enum NetworkMode
{
    /// <summary>At the ports on which they listen.</summary>
    Direct,

    /// <summary>Through a relay that can cut, delay, lose and reset what goes between them: for drills.</summary>
    Relayed,
}

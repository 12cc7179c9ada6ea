namespace Distribution.Machine.Network;

/// <summary>What happens to the bytes that a <see cref="NetworkRule"/> is about.</summary>
public enum NetworkEffect
{
    /// <summary>They vanish: nothing arrives and nothing is closed, as with a lost network. A new connection is accepted and hangs.</summary>
    Cut,

    /// <summary>They arrive later, in order.</summary>
    Delay,

    /// <summary>Some are lost and sent again, which TCP shows as a stall of 200 ms, doubled each time.</summary>
    Drop,

    /// <summary>The connections that carry them are reset, those that are open and those that are made.</summary>
    Reset,
}

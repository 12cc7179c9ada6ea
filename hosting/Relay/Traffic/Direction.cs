namespace Distribution.Relay.Traffic;

/// <summary>A direction of a connection.</summary>
internal enum Direction
{
    /// <summary>What the client sends.</summary>
    Request,

    /// <summary>What the server answers.</summary>
    Answer,
}

namespace Distribution.Publishing.Compose.Model;

/// <summary>What a container is promised.</summary>
public sealed record ComposeReservations
{
    /// <summary>Memory, with its unit: <c>192M</c>.</summary>
    public required string Memory { get; init; }
}

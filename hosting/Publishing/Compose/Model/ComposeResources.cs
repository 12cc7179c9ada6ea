namespace Distribution.Publishing.Compose.Model;

/// <summary>What a container is promised and what it may use.</summary>
public sealed record ComposeResources
{
    /// <summary>At most.</summary>
    public required ComposeLimits Limits { get; init; }

    /// <summary>Promised.</summary>
    public required ComposeReservations Reservations { get; init; }
}

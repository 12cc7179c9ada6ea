namespace Distribution.Machine.Control;

/// <summary>The answer to a command on a resource.</summary>
/// <param name="Success">Whether it was done.</param>
/// <param name="Message">What the resource says of it.</param>
public sealed record CommandOutcome(bool Success, string? Message);

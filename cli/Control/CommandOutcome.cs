namespace Distribution.Cli.Control;

/// <summary>The answer to a command on a resource.</summary>
internal sealed record CommandOutcome(bool Success, string? Message);

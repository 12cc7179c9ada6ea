namespace Distribution.Hosting.Control;

/// <summary>The answer to <c>POST /resources/NAME/commands/COMMAND</c>.</summary>
/// <param name="Success">Whether it was done.</param>
/// <param name="Message">What was done, or why it was not.</param>
internal sealed record CommandOutcome(bool Success, string? Message);

namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command went.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it did what it says.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether it was given up by the one who gave it.</summary>
    public bool Canceled { get; init; }

    /// <summary>What was done, or why not.</summary>
    public string? Message { get; init; }

    /// <summary>What it has to show.</summary>
    public CommandResultData? Data { get; init; }
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes results of commands.</summary>
public static class CommandResults
{
    /// <summary>The command did what it says.</summary>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>The command did what it says.</summary>
    /// <param name="message">What was done.</param>
    public static ExecuteCommandResult Success(string message) => new() { Success = true, Message = message };

    /// <summary>The command did what it says, and has something to show.</summary>
    /// <param name="message">What was done.</param>
    /// <param name="value">What it has to show.</param>
    public static ExecuteCommandResult Success(string message, CommandResultData value) => new() { Success = true, Message = message, Data = value };

    /// <summary>The command failed.</summary>
    /// <param name="errorMessage">Why, and what to do.</param>
    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, Message = errorMessage };

    /// <summary>The command failed.</summary>
    /// <param name="exception">Why.</param>
    public static ExecuteCommandResult Failure(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Failure(exception.Message);
    }

    /// <summary>The command was given up by the one who gave it.</summary>
    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };
}

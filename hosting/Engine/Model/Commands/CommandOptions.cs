namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command is shown.</summary>
public class CommandOptions
{
    /// <summary>What it does, in a sentence.</summary>
    public string? Description { get; set; }

    /// <summary>Something for whoever shows the command.</summary>
    public object? Parameter { get; set; }

    /// <summary>A question to be answered with yes before the command is given.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>A name from Fluent UI's icons.</summary>
    public string? IconName { get; set; }

    /// <summary>Filled or outlined.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether it is a button in the resource's row.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Decides whether it can be given, each time the resource changes; always by default.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}

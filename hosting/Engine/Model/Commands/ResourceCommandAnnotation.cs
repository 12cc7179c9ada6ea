using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command that people and programs can give to the resource.</summary>
[DebuggerDisplay("{Name}")]
public sealed class ResourceCommandAnnotation : IResourceAnnotation
{
    /// <summary>Describes a command.</summary>
    /// <param name="name">Unique within the resource.</param>
    /// <param name="displayName">The name people see.</param>
    /// <param name="updateState">Decides whether it can be given, each time the resource changes.</param>
    /// <param name="executeCommand">Does it.</param>
    /// <param name="displayDescription">What it does, in a sentence.</param>
    /// <param name="parameter">Something for whoever shows the command.</param>
    /// <param name="confirmationMessage">A question to be answered with yes before the command is given.</param>
    /// <param name="iconName">A name from Fluent UI's icons.</param>
    /// <param name="iconVariant">Filled or outlined.</param>
    /// <param name="isHighlighted">Whether it is a button in the resource's row.</param>
    public ResourceCommandAnnotation(
        string name,
        string displayName,
        Func<UpdateCommandStateContext, ResourceCommandState> updateState,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        string? displayDescription,
        object? parameter,
        string? confirmationMessage,
        string? iconName,
        IconVariant? iconVariant,
        bool isHighlighted)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(displayName);
        ArgumentNullException.ThrowIfNull(updateState);
        ArgumentNullException.ThrowIfNull(executeCommand);
        Name = name;
        DisplayName = displayName;
        UpdateState = updateState;
        ExecuteCommand = executeCommand;
        DisplayDescription = displayDescription;
        Parameter = parameter;
        ConfirmationMessage = confirmationMessage;
        IconName = iconName;
        IconVariant = iconVariant;
        IsHighlighted = isHighlighted;
    }

    /// <summary>Unique within the resource.</summary>
    public string Name { get; }

    /// <summary>The name people see.</summary>
    public string DisplayName { get; }

    /// <summary>Decides whether it can be given, each time the resource changes.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; }

    /// <summary>Does it.</summary>
    public Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; }

    /// <summary>What it does, in a sentence.</summary>
    public string? DisplayDescription { get; }

    /// <summary>Something for whoever shows the command.</summary>
    public object? Parameter { get; }

    /// <summary>A question to be answered with yes before the command is given.</summary>
    public string? ConfirmationMessage { get; }

    /// <summary>A name from Fluent UI's icons.</summary>
    public string? IconName { get; }

    /// <summary>Filled or outlined.</summary>
    public IconVariant? IconVariant { get; }

    /// <summary>Whether it is a button in the resource's row.</summary>
    public bool IsHighlighted { get; }
}

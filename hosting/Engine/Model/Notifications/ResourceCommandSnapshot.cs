using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command as it can be given now.</summary>
/// <param name="Name">Unique within the resource.</param>
/// <param name="State">Whether it can be given.</param>
/// <param name="DisplayName">The name people see.</param>
/// <param name="DisplayDescription">What it does, in a sentence.</param>
/// <param name="Parameter">Something for whoever shows the command.</param>
/// <param name="ConfirmationMessage">A question to be answered with yes before the command is given.</param>
/// <param name="IconName">A name from Fluent UI's icons.</param>
/// <param name="IconVariant">Filled or outlined.</param>
/// <param name="IsHighlighted">Whether it is a button in the resource's row.</param>
[DebuggerDisplay("{Name} {State}")]
public sealed record ResourceCommandSnapshot(string Name, ResourceCommandState State, string DisplayName, string? DisplayDescription, object? Parameter, string? ConfirmationMessage, string? IconName, IconVariant? IconVariant, bool IsHighlighted);

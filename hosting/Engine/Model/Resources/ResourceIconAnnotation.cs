namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource's picture in the dashboard.</summary>
/// <param name="iconName">A name from Fluent UI's icons.</param>
/// <param name="iconVariant">Filled or outlined.</param>
public sealed class ResourceIconAnnotation(string iconName, IconVariant iconVariant = IconVariant.Filled) : IResourceAnnotation
{
    /// <summary>A name from Fluent UI's icons.</summary>
    public string IconName { get; } = iconName ?? throw new ArgumentNullException(nameof(iconName));

    /// <summary>Filled or outlined.</summary>
    public IconVariant IconVariant { get; } = iconVariant;
}

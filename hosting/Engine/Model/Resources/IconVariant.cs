namespace Aspire.Hosting.ApplicationModel;

/// <summary>How an icon is drawn.</summary>
public enum IconVariant
{
    /// <summary>Its outline.</summary>
    Regular,

    /// <summary>Filled.</summary>
    Filled,
}

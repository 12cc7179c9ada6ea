namespace Aspire.Hosting.ApplicationModel;

/// <summary>When a resource is left out of the dashboard's table.</summary>
public enum HiddenBehavior
{
    /// <summary>From the beginning.</summary>
    Always,

    /// <summary>Once it has ended well.</summary>
    OnCompletion,
}

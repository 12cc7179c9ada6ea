namespace Aspire.Hosting.ApplicationModel;

/// <summary>Leaves a resource out of the dashboard's table.</summary>
/// <param name="behavior">From when on.</param>
public sealed class HiddenAnnotation(HiddenBehavior behavior) : IResourceAnnotation
{
    /// <summary>From when on.</summary>
    public HiddenBehavior Behavior { get; } = behavior;

    /// <summary>The exit codes that count as having ended well; 0 by default.</summary>
    public IReadOnlyList<int> SuccessfulExitCodes { get; init; } = [0];
}

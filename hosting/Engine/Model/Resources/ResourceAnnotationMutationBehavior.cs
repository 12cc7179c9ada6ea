namespace Aspire.Hosting.ApplicationModel;

/// <summary>What happens to annotations of the same type when one is added.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>They stay, and the new one follows them.</summary>
    Append,

    /// <summary>The new one takes their place.</summary>
    Replace,
}

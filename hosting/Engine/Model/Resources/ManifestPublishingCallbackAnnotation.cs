namespace Aspire.Hosting.ApplicationModel;

/// <summary>How publishers see the resource. Only leaving it out can be said here.</summary>
public class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    internal ManifestPublishingCallbackAnnotation()
    {
    }

    /// <summary>Publishers leave the resource out.</summary>
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new();
}

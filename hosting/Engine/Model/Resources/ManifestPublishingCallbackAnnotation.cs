using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>How publishers write the resource.</summary>
public class ManifestPublishingCallbackAnnotation : IResourceAnnotation
{
    /// <summary>Writes the resource.</summary>
    /// <param name="callback">Writes what stands within its object; null leaves it out.</param>
    public ManifestPublishingCallbackAnnotation(Action<ManifestPublishingContext>? callback) => Callback = callback is null
        ? null
        : context =>
        {
            callback(context);
            return Task.CompletedTask;
        };

    /// <summary>Writes the resource.</summary>
    /// <param name="callback">Writes what stands within its object; null leaves it out.</param>
    public ManifestPublishingCallbackAnnotation(Func<ManifestPublishingContext, Task>? callback) => Callback = callback;

    /// <summary>Publishers leave the resource out.</summary>
    public static ManifestPublishingCallbackAnnotation Ignore { get; } = new((Func<ManifestPublishingContext, Task>?)null);

    /// <summary>Writes what stands within its object; null leaves it out.</summary>
    public Func<ManifestPublishingContext, Task>? Callback { get; }
}

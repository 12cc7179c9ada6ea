using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives a parameter's value when nobody has set one.</summary>
public abstract class ParameterDefault
{
    /// <summary>The value.</summary>
    public abstract string GetDefaultValue();

    /// <summary>Says to a deployment how it makes the value.</summary>
    /// <param name="context">The manifest; its writer stands within the default's object.</param>
    public abstract void WriteToManifest(ManifestPublishingContext context);
}

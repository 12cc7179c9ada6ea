using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Security;

/// <summary>An image's name says which version it is.</summary>
internal sealed class FixedImage() : ContainerRule("fixed-image")
{
    /// <inheritdoc/>
    protected override string? Remedy(Container container)
    {
        var image = container.Field["image"].Text ?? "";
        var tag = image[(image.LastIndexOf('/') + 1)..].Split(':') is [_, { Length: > 0 } named] ? named : null;
        return image.Contains("@sha256:", StringComparison.Ordinal) || (tag is not null && tag != "latest") ? null : $"Name the image by a version or a digest, not '{image}'.";
    }
}

using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>An image is the same tomorrow.</summary>
internal sealed class FixedTag() : ServiceRule("fixed-tag")
{
    private static readonly string[] Moving = ["latest", "main", "master", "edge", "nightly", "stable"];

    protected override IEnumerable<string> Remedies(ServiceNode service)
    {
        var image = service["image"].Text ?? "";
        var tag = image[(image.LastIndexOf('/') + 1)..].Split(':') is [_, var last] ? last : "";
        return When(
            !image.Contains("@sha256:", StringComparison.Ordinal) && (tag.Length == 0 || Moving.Contains(tag, StringComparer.Ordinal)),
            $"Give the image '{image}' the tag of a version, or a digest.");
    }
}

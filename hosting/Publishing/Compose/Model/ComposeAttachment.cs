using YamlDotNet.Serialization;

namespace Distribution.Publishing.Compose.Model;

/// <summary>How a container is in a network.</summary>
public sealed record ComposeAttachment
{
    /// <summary>Its address there; null for any.</summary>
    [YamlMember(Alias = "ipv4_address")]
    public string? Address { get; init; }
}

using YamlDotNet.Serialization;

namespace Distribution.Publishing.Compose.Model;

/// <summary>What an overlay changes of a service of another file; compose merges it key by key.</summary>
internal sealed class ComposeServiceChange : IComposeEntry
{
    [YamlIgnore]
    public string? Comment { get; init; }

    public IDictionary<string, string> Environment { get; init; } = new OrderedDictionary<string, string>();

    public IDictionary<string, object> DependsOn { get; init; } = new OrderedDictionary<string, object>();

    [YamlIgnore]
    public bool IsEmpty => Environment.Count == 0 && DependsOn.Count == 0;
}

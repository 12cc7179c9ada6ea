namespace Distribution.Publishing.Compose.Model;

/// <summary>A compose file. The order of what is in it is the order in which it was put there.</summary>
internal sealed class ComposeFile
{
    public string? Name { get; init; }

    public IDictionary<ComposeKey, IComposeEntry> Services { get; } = new OrderedDictionary<ComposeKey, IComposeEntry>();

    public IDictionary<ComposeKey, ComposeNetwork> Networks { get; } = new OrderedDictionary<ComposeKey, ComposeNetwork>();

    public IDictionary<string, object> Volumes { get; } = new OrderedDictionary<string, object>();

    public IDictionary<ComposeKey, ComposeFileSource> Secrets { get; } = new OrderedDictionary<ComposeKey, ComposeFileSource>();

    public IDictionary<ComposeKey, ComposeFileSource> Configs { get; } = new OrderedDictionary<ComposeKey, ComposeFileSource>();

    public void Add(string name, IComposeEntry entry) => Services.Add(new(name, entry.Comment), entry);

    /// <summary>All that are described as a whole.</summary>
    [YamlDotNet.Serialization.YamlIgnore]
    public IEnumerable<ComposeService> Whole => Services.Values.OfType<ComposeService>();
}

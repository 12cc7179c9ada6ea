using Distribution.Publishing.Lint.Yaml;
using YamlDotNet.RepresentationModel;

namespace Distribution.Publishing.Lint.Compose.Documents;

/// <summary>Files that are used together, as compose sees them: merged, and with the settings in place of their names.</summary>
internal sealed class ComposeProject
{
    private readonly Field _root;

    private ComposeProject(Field root)
    {
        _root = root;
        Services = [.. root["services"].Entries.Select(entry => new ServiceNode(this, entry.Key, entry.Value))];
    }

    public IReadOnlyList<ServiceNode> Services { get; }

    /// <summary>The secrets that services can name.</summary>
    public IEnumerable<KeyValuePair<string, Field>> Secrets => _root["secrets"].Entries;

    /// <summary>Merges files, the first one first.</summary>
    /// <param name="texts">Their texts.</param>
    /// <param name="settings">What an operator has set.</param>
    /// <exception cref="YamlDotNet.Core.YamlException">One is no YAML.</exception>
    public static ComposeProject Parse(IEnumerable<string> texts, IReadOnlyDictionary<string, string> settings) =>
        new(new(Interpolation.Apply(texts.Select(Root).Aggregate((YamlNode)new YamlMappingNode(), ComposeMerge.Merge), settings)));

    public ServiceNode? Find(string name) => Services.FirstOrDefault(service => service.Name == name);

    /// <summary>Whether nothing leads out of a network.</summary>
    public bool IsInternal(string network) => _root["networks"][network]["internal"].IsTrue;

    private static YamlNode Root(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode;
    }
}

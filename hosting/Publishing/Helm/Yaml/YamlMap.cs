using System.Collections;

namespace Distribution.Publishing.Helm.Yaml;

/// <summary>
/// A mapping of YAML in the order in which it was written, with lines of Helm between its entries. A value is a string, a number, a truth, a <see cref="HelmValue"/>, a <see cref="YamlMap"/>
/// or a <see cref="YamlList"/>; an entry whose value is null is left out.
/// </summary>
internal sealed class YamlMap : IEnumerable<YamlEntry>
{
    private readonly List<YamlEntry> _entries = [];

    public bool IsEmpty => _entries.Count == 0;

    public void Add(string key, object? value)
    {
        if (value is not null)
        {
            _entries.Add(new(key, value));
        }
    }

    public void Add(TemplateLine line) => _entries.Add(new(Key: null, line));

    /// <summary>All entries of another mapping.</summary>
    public void Add(YamlMap? others) => _entries.AddRange(others ?? []);

    /// <summary>The same, there under a condition.</summary>
    public YamlMap When(string condition) => new() { TemplateLine.If(condition), this, TemplateLine.End };

    public IEnumerator<YamlEntry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

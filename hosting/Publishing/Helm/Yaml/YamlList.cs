using System.Collections;

namespace Distribution.Publishing.Helm.Yaml;

/// <summary>A sequence of YAML, with lines of Helm between its items; null is left out.</summary>
internal sealed class YamlList : IEnumerable<object>
{
    private readonly List<object> _items = [];

    public static YamlList Of(IEnumerable<object> items) => new() { items };

    public bool IsEmpty => _items.Count == 0;

    public void Add(object? item)
    {
        if (item is not null)
        {
            _items.Add(item);
        }
    }

    /// <summary>All items of another sequence.</summary>
    public void Add(IEnumerable<object> items) => _items.AddRange(items);

    // A mapping enumerates its entries, and is one item all the same.
    public void Add(YamlMap? item) => Add((object?)item);

    public void Add(string item) => Add((object)item);

    public IEnumerator<object> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

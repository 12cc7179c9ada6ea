using Distribution.Publishing.Lint.Yaml;

namespace Distribution.Publishing.Lint.Kubernetes.Documents;

/// <summary>A label selector.</summary>
/// <param name="field">With matchLabels and matchExpressions.</param>
internal sealed class Selector(Field field)
{
    private readonly IReadOnlyDictionary<string, string> _labels = field["matchLabels"].Map;

    /// <summary>Whether it selects something with such labels: nothing when it is not there, everything when it is empty.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels) => field.Exists && Contains(labels, _labels) && field["matchExpressions"].Items.All(expression => Holds(expression, labels));

    /// <summary>Whether the labels have all of others.</summary>
    public static bool Contains(IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> others) =>
        others.All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value);

    private static bool Holds(Field expression, IReadOnlyDictionary<string, string> labels)
    {
        var value = labels.GetValueOrDefault(expression["key"].Text ?? "");
        var isListed = value is not null && expression["values"].Texts.Contains(value, StringComparer.Ordinal);
        return expression["operator"].Text switch
        {
            "In" => isListed,
            "NotIn" => !isListed,
            "Exists" => value is not null,
            _ => value is null,
        };
    }
}

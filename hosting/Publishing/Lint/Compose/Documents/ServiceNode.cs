using Distribution.Publishing.Lint.Yaml;

namespace Distribution.Publishing.Lint.Compose.Documents;

/// <summary>A service of merged files.</summary>
/// <param name="project">The files.</param>
/// <param name="name">Its name.</param>
/// <param name="said">What is said of it.</param>
internal sealed class ServiceNode(ComposeProject project, string name, Field said)
{
    private const string Completed = "service_completed_successfully";

    public ComposeProject Project => project;

    public string Name => name;

    public Field this[string key] => said[key];

    /// <summary>Whether it ends by itself, and others wait for that.</summary>
    public bool IsJob => project.Services.Any(other => other.DependsOn.Any(dependency => dependency.Key == name && dependency.Value == Completed));

    /// <summary>Its settings, from either form.</summary>
    public IReadOnlyDictionary<string, string> Environment => Pairs(said["environment"]);

    /// <summary>The names of its networks, from either form.</summary>
    public IEnumerable<string> Networks => said["networks"].Texts.Concat(said["networks"].Entries.Select(entry => entry.Key));

    /// <summary>Whom it waits for, and for what; null where that is not said.</summary>
    public IEnumerable<KeyValuePair<string, string?>> DependsOn =>
        said["depends_on"].Texts.Select(other => KeyValuePair.Create(other, (string?)null))
            .Concat(said["depends_on"].Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value["condition"].Text)));

    /// <summary>Sources and targets of what outlives it or is the machine's.</summary>
    public IEnumerable<(string Source, string Target)> Volumes => said["volumes"].Items.Select(volume =>
        volume.Text is { } text ? (text.Split(':')[0], text.Split(':').ElementAtOrDefault(1) ?? "") : (volume["source"].Text ?? "", volume["target"].Text ?? ""));

    /// <summary>Whether it keeps data in a volume.</summary>
    public bool KeepsData => Volumes.Any(volume => volume.Source.Length > 0 && volume.Source[0] is not ('/' or '.' or '~'));

    private static Dictionary<string, string> Pairs(Field variables) => variables.Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Text ?? ""))
        .Concat(variables.Texts.Select(text => text.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair.ElementAtOrDefault(1) ?? "")))
        .DistinctBy(pair => pair.Key, StringComparer.Ordinal)
        .ToDictionary(StringComparer.Ordinal);
}

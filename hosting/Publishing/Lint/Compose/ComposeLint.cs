using Distribution.Publishing.Compose;
using Distribution.Publishing.Lint.Compose.Documents;
using YamlDotNet.Core;

namespace Distribution.Publishing.Lint.Compose;

/// <summary>The rules for a folder of compose files: the base file alone, and with each of its overlays, with and without high availability.</summary>
internal sealed class ComposeLint : ILint
{
    private const string SettingsFile = ".env";

    public string Mark => ComposeEmitter.BaseFile;

    public async Task<IReadOnlyList<Finding>> CheckAsync(string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var settings = Path.Combine(folder, SettingsFile);
        var known = Interpolation.Settings(File.Exists(settings) ? await File.ReadAllTextAsync(settings, cancellationToken) : "");
        var findings = new List<Finding>();
        foreach (var combination in Combinations(folder))
        {
            var texts = new List<string>();
            foreach (var file in combination)
            {
                texts.Add(await File.ReadAllTextAsync(Path.Combine(folder, file), cancellationToken));
            }

            findings.AddRange(Check(texts, known).Select(finding => finding with { Location = string.Join(" + ", combination) }));
        }

        // What is wrong with the base file is wrong with each combination; it is told once, of the first.
        return [.. findings.DistinctBy(finding => (finding.Rule, finding.Object, finding.Remedy))];
    }

    /// <summary>Checks files that are used together.</summary>
    /// <param name="texts">Their texts, in their order.</param>
    /// <param name="settings">What an operator has set.</param>
    public static IReadOnlyList<Finding> Check(IReadOnlyList<string> texts, IReadOnlyDictionary<string, string> settings)
    {
        try
        {
            var project = ComposeProject.Parse(texts, settings);
            return [.. ComposeRules.All.SelectMany(rule => rule.Check(project))];
        }
        catch (YamlException failure)
        {
            return [new("yaml", $"line {failure.Start.Line}", failure.Message)];
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Combinations(string folder)
    {
        var overlays = Directory.EnumerateFiles(folder, "compose.*.yaml").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).ToList();
        var more = overlays.Where(file => file != ComposeEmitter.HighAvailabilityFile).ToList();
        string[][] bases = overlays.Contains(ComposeEmitter.HighAvailabilityFile) ? [[ComposeEmitter.BaseFile], [ComposeEmitter.BaseFile, ComposeEmitter.HighAvailabilityFile]] : [[ComposeEmitter.BaseFile]];
        return bases.SelectMany(first => new List<IReadOnlyList<string>> { first }.Concat(more.Select(overlay => (IReadOnlyList<string>)[.. first, overlay])).Append([.. first, .. more]));
    }
}

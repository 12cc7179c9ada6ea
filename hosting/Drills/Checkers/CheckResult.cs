namespace Distribution.Drills.Checkers;

/// <summary>What one checker found in a history.</summary>
/// <param name="Checker">Its name.</param>
/// <param name="Verdict">What it says.</param>
/// <param name="Summary">One sentence with the figures that it rests on.</param>
/// <param name="Findings">What is wrong, each naming its operation; at most <see cref="MostFindings"/>.</param>
public sealed record CheckResult(string Checker, Verdict Verdict, string Summary, IReadOnlyList<string> Findings)
{
    /// <summary>20: enough to see a pattern; the history has the rest.</summary>
    public const int MostFindings = 20;

    /// <summary>Figures by name, for reports.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();

    internal static CheckResult Of(string checker, string summary, IEnumerable<string> findings, bool tested = true)
    {
        string[] first = [.. findings.Take(MostFindings)];
        return new(checker, first.Length > 0 ? Verdict.Fail : tested ? Verdict.Pass : Verdict.Unknown, summary, first);
    }
}

using System.Globalization;
using System.Xml.Linq;
using Distribution.Drills.Checkers;
using Distribution.Drills.Runs;

namespace Distribution.Drills.Reports;

/// <summary><c>junit.xml</c>: each check is a test case; one that could not be decided is skipped, with the reason.</summary>
public static class JunitReport
{
    /// <summary>Renders the suites of several drills.</summary>
    public static string Render(IReadOnlyList<DrillResult> results) => new XDocument(
        new XElement("testsuites", results.Select(Suite))).ToString();

    private static XElement Suite(DrillResult result) => new(
        "testsuite",
        new XAttribute("name", result.Scenario.Name),
        new XAttribute("timestamp", result.Started.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)),
        new XAttribute("tests", result.Checks.Count),
        new XAttribute("failures", result.Checks.Count(check => check.Verdict == Verdict.Fail)),
        new XAttribute("skipped", result.Checks.Count(check => check.Verdict == Verdict.Unknown)),
        result.Checks.Select(check => new XElement(
            "testcase",
            new XAttribute("classname", result.Scenario.Name),
            new XAttribute("name", check.Checker),
            check.Verdict switch
            {
                Verdict.Fail => new XElement("failure", new XAttribute("message", check.Summary), string.Join('\n', check.Findings)),
                Verdict.Unknown => new XElement("skipped", new XAttribute("message", check.Summary)),
                _ => new XElement("system-out", check.Summary),
            })));
}

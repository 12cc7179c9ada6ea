using System.Globalization;
using System.Net;
using System.Text;
using Distribution.Drills.Checkers;
using Distribution.Drills.Histories;
using Distribution.Drills.Runs;

namespace Distribution.Drills.Reports;

/// <summary><c>report.html</c>: one page that needs nothing else, for somebody who was not there.</summary>
internal static class HtmlReport
{
    private const string Style =
        """
        body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:1040px;padding:0 1rem;color:#1b1f24;background:#fff}
        h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{margin:.4rem 0}
        .PASS{color:#14753a}.FAIL{color:#b3261e}.UNKNOWN{color:#8a5a00}.badge{font-weight:700}
        table{border-collapse:collapse;width:100%}td,th{padding:.35rem .6rem;border-bottom:1px solid #d9dde2;text-align:left;vertical-align:top}
        .figures{display:flex;gap:2.5rem;margin:1rem 0;flex-wrap:wrap}.figures b{display:block;font-size:1.6rem}.figures span{color:#57606a}
        .legend{color:#57606a;font-size:.85rem}
        svg{width:100%;height:auto;display:block}svg text{font:11px system-ui,sans-serif;fill:#57606a}
        @media (prefers-color-scheme:dark){body{background:#14171a;color:#e6e8ea}td,th{border-color:#333a41}.PASS{color:#5fc98a}.FAIL{color:#ff8a80}.UNKNOWN{color:#e5b567}.figures span,svg text{color:#9aa4ae;fill:#9aa4ae}}
        """;

    public static string Render(DrillResult result)
    {
        var verdict = VerdictText.Of(result.Verdict);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(result.Scenario.Name)}: {verdict}</title><style>{Style}</style>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{Text(result.Scenario.Name)} <span class=\"badge {verdict}\">{verdict}</span></h1><p>{Text(result.Scenario.Description)}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Text(result.Target)}, {result.Started:u}, seed {result.Seed}{result.LoadText}. What was done: {Done(result)}</p>");
        page.Append("<div class=\"figures\">");
        Figure(page, Seconds(result.Outage?.LongestGap), $"out, of at most {Seconds(result.Scenario.Budget)}");
        Figure(page, Seconds(result.Restored), "until full redundancy");
        Figure(page, Count(result, "lost"), "acknowledged writes lost");
        Figure(page, Count(result, "duplicates"), "effects doubled");
        Figure(page, $"{result.Levels.Sum(level => level.Operations - level.Succeeded)}", $"of {result.Levels.Sum(level => level.Operations)} operations not answered as asked");
        page.Append("</div><h2>What happened when</h2>");
        page.Append(TimelinePicture.Render(result));
        page.Append("<p class=\"legend\">A band is a workload; its numbers are the most operations a second and the slowest answer. <b style=\"color:#2f9e5f\">▮</b> answered, <b style=\"color:#d33a2c\">▮</b> not answered as asked, <b style=\"color:#3566c9\">—</b> slowest answer. The strip below says who answered, where that is known. Shaded: the fault; violet: detected, fenced, promoted; green dashes: full redundancy again.</p>");
        Levels(page, result);
        page.Append("<h2>What was checked</h2><table><tr><th>check<th>verdict<th>");
        foreach (var check in result.Checks)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(check.Checker)}<td class=\"badge {VerdictText.Of(check.Verdict)}\">{VerdictText.Of(check.Verdict)}<td>{Text(check.Summary)}{Findings(check)}");
        }

        page.Append("</table>");
        if (result.Phases.Count > 0)
        {
            var injected = result.History.Marks.First(mark => mark.Kind == MarkKind.Injected).At;
            page.Append("<h2>What the supervisors did</h2><table><tr><th>phase<th>after the fault<th>");
            foreach (var phase in result.Phases)
            {
                page.Append(CultureInfo.InvariantCulture, $"<tr><td>{phase.Kind}<td>{Seconds(phase.At - injected)}<td>{Text(phase.Text)}");
            }

            page.Append("</table>");
        }

        return page.Append("</html>\n").ToString();
    }

    private static string Done(DrillResult result)
    {
        var done = result.History.Marks.Where(mark => mark.Kind == MarkKind.Injected).Select(mark => mark.Text).ToList();
        return done.Count == 1 ? $"{Text(done[0])}." : $"<ol>{string.Concat(done.Select(one => $"<li>{Text(one)}"))}</ol>";
    }

    private static void Levels(StringBuilder page, DrillResult result)
    {
        page.Append("<h2>What its users had of it</h2><table><tr><th>workload<th>answered as asked<th>longest time without<th>as often a month within 99.95 %");
        foreach (var level in result.Levels)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(level.Workload)}<td>{level.Succeeded} of {level.Operations} ({level.Ratio:0.00 %})<td>{Seconds(level.Outage)}<td>{(level.IncidentsAMonth is { } times ? $"{times} times" : "any number")}");
        }

        page.Append("</table>");
    }

    private static void Figure(StringBuilder page, string value, string what) => page.Append(CultureInfo.InvariantCulture, $"<div><b>{Text(value)}</b><span>{Text(what)}</span></div>");

    private static string Findings(CheckResult check) => check.Findings.Count == 0 ? "" : $"<ul>{string.Concat(check.Findings.Select(finding => $"<li>{Text(finding)}"))}</ul>";

    private static string Count(DrillResult result, string figure) => result.Checks.Any(check => check.Figures.ContainsKey(figure))
        ? result.Checks.Sum(check => check.Figures.GetValueOrDefault(figure)).ToString(CultureInfo.InvariantCulture)
        : "–";

    private static string Seconds(TimeSpan? time) => time is { } value ? value.TotalSeconds.ToString("0.00 's'", CultureInfo.InvariantCulture) : "–";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}

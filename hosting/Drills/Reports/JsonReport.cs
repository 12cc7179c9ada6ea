using System.Text.Json;
using System.Text.Json.Nodes;
using Distribution.Drills.Checkers;
using Distribution.Drills.Histories;
using Distribution.Drills.Runs;

namespace Distribution.Drills.Reports;

/// <summary><c>report.json</c>: the figures, for programs.</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Renders it.</summary>
    public static string Render(DrillResult result) => Node(result).ToJsonString(Indented);

    /// <summary>The same as a node, to be put into others.</summary>
    public static JsonObject Node(DrillResult result)
    {
        var injected = result.History.Injected;
        return new JsonObject
        {
            ["scenario"] = result.Scenario.Name,
            ["target"] = result.Target,
            ["started"] = result.Started,
            ["verdict"] = VerdictText.Of(result.Verdict),
            ["rto_ms"] = Milliseconds(result.Outage?.LongestGap),
            ["rto_budget_ms"] = Milliseconds(result.Scenario.Budget),
            ["to_stable_ms"] = Milliseconds(result.Outage?.ToStable),
            ["redundancy_ms"] = Milliseconds(result.Restored),
            ["phases"] = new JsonArray([.. result.Phases.Select(phase => (JsonNode)new JsonObject { ["phase"] = phase.Kind.ToString().ToLowerInvariant(), ["subject"] = phase.Subject, ["at"] = phase.At, ["text"] = phase.Text })]),
            ["lost_acknowledged"] = Sum(result, "lost"),
            ["duplicate_effects"] = Sum(result, "duplicates"),
            ["failed_requests"] = result.History.Operations.Count(operation => operation.Outcome != Outcome.Ok),
            ["total_requests"] = result.History.Operations.Count,
            ["seed"] = result.Seed,
            ["load"] = result.Load,
            ["injected_ms"] = Milliseconds(injected),
            ["workloads"] = new JsonArray([.. result.Outages.Select(outage => (JsonNode)new JsonObject { ["workload"] = outage.Workload, ["longest_gap_ms"] = Milliseconds(outage.LongestGap), ["to_stable_ms"] = Milliseconds(outage.ToStable) })]),
            ["service_levels"] = new JsonArray([.. result.Levels.Select(level => (JsonNode)new JsonObject { ["workload"] = level.Workload, ["operations"] = level.Operations, ["succeeded"] = level.Succeeded, ["ratio"] = level.Ratio, ["incidents_a_month"] = level.IncidentsAMonth })]),
            ["schedule"] = new JsonArray([.. result.History.Marks.Where(mark => mark.Kind == MarkKind.Injected).Select(mark => JsonValue.Create(mark.Text))]),
            ["checks"] = new JsonArray([.. result.Checks.Select(Check)]),
        };
    }

    private static JsonNode Check(CheckResult check) => new JsonObject
    {
        ["checker"] = check.Checker,
        ["verdict"] = VerdictText.Of(check.Verdict),
        ["summary"] = check.Summary,
        ["findings"] = new JsonArray([.. check.Findings.Select(finding => JsonValue.Create(finding))]),
        ["figures"] = new JsonObject(check.Figures.Select(figure => KeyValuePair.Create(figure.Key, (JsonNode?)figure.Value))),
    };

    private static double Sum(DrillResult result, string figure) => result.Checks.Sum(check => check.Figures.GetValueOrDefault(figure));

    private static JsonNode? Milliseconds(TimeSpan? time) => time is { } value ? Math.Round(value.TotalMilliseconds, 1) : null;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Distribution.Drills.Reports;
using Distribution.Drills.Scenarios;

namespace Distribution.Cli.Drills;

/// <summary>Scenarios and outcomes for programs.</summary>
internal static class DrillJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(IEnumerable<Scenario> scenarios) => Text(scenarios.Select(scenario => new JsonObject
    {
        ["scenario"] = scenario.Name,
        ["description"] = scenario.Description,
        ["ci"] = ScenarioCatalog.Ci.Contains(scenario),
        ["faults"] = new JsonArray([.. scenario.Faults.Select(fault => JsonValue.Create(fault.Description))]),
        ["expectations"] = new JsonArray([.. scenario.Expectations.Select(expectation => (JsonNode)new JsonObject
        {
            ["workload"] = expectation.Workload,
            ["outage_budget_ms"] = expectation.Outage.TotalMilliseconds,
            ["most_failures"] = expectation.MostFailures,
        })]),
    }));

    public static string Of(IEnumerable<DrillOutcome> outcomes) => Text(outcomes.Select(outcome => outcome.Result is { } result ? JsonReport.Node(result) : new JsonObject
    {
        ["scenario"] = outcome.Scenario.Name,
        ["verdict"] = outcome.IsApplicable ? "UNKNOWN" : "NOT APPLICABLE",
        ["reason"] = outcome.Reason,
    }));

    private static string Text(IEnumerable<JsonObject> nodes) => new JsonArray([.. nodes]).ToJsonString(Indented);
}

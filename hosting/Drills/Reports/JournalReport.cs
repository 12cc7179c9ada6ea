using System.Text.Json;
using System.Text.Json.Nodes;
using Distribution.Drills.Checkers;
using Distribution.Drills.Histories;
using Distribution.Drills.Runs;

namespace Distribution.Drills.Reports;

/// <summary><c>journal.json</c> in the form of Chaos Toolkit's journals, for the tools that read those (chaostoolkit.org, reference "The journal").</summary>
internal static class JournalReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Render(DrillResult result)
    {
        var steady = result.Verdict == Verdict.Pass;
        var marks = result.History.Marks;
        return new JsonObject
        {
            ["chaoslib-version"] = "1.0.0",
            ["platform"] = Environment.OSVersion.ToString(),
            ["node"] = Environment.MachineName,
            ["experiment"] = new JsonObject
            {
                ["title"] = result.Scenario.Name,
                ["description"] = result.Scenario.Description,
                ["method"] = new JsonArray([.. result.Scenario.Faults.Select(fault => (JsonNode)new JsonObject { ["type"] = "action", ["name"] = fault.Description })]),
            },
            ["start"] = result.Started,
            ["status"] = result.Verdict switch { Verdict.Pass => "completed", Verdict.Fail => "failed", _ => "aborted" },
            ["deviated"] = result.Verdict == Verdict.Fail,
            ["steady_states"] = new JsonObject
            {
                ["before"] = new JsonObject { ["steady_state_met"] = true },
                ["after"] = new JsonObject
                {
                    ["steady_state_met"] = steady,
                    ["probes"] = new JsonArray([.. result.Checks.Select(check => (JsonNode)new JsonObject { ["activity"] = new JsonObject { ["name"] = check.Checker }, ["status"] = check.Verdict == Verdict.Pass ? "succeeded" : "failed", ["output"] = check.Summary })]),
                },
            },
            ["run"] = Activities(marks, MarkKind.Injected),
            ["rollbacks"] = Activities(marks, MarkKind.Undone),
        }.ToJsonString(Indented);
    }

    private static JsonArray Activities(IEnumerable<Mark> marks, MarkKind kind) =>
        new([.. marks.Where(mark => mark.Kind == kind).Select(mark => (JsonNode)new JsonObject { ["activity"] = new JsonObject { ["type"] = "action", ["name"] = mark.Text }, ["start"] = mark.At, ["status"] = "succeeded" })]);
}

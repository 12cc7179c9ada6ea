using System.Text.Json;
using Distribution.Jobs;
using Distribution.Worker.Messages;
using Distribution.Worker.Probes;
using Distribution.Worker.Problems;

namespace Distribution.Worker.Operators;

/// <summary>Reads the body of <c>POST /jobs</c>: one job, or <c>{"jobs":[…]}</c>. Only probes are ordered by hand; all other work comes from services.</summary>
internal static class ProbeForms
{
    private const int LongestEffect = 200;
    private const int LongestPause = 60_000;
    private static readonly string[] Members = ["kind", "payload", "uniqueKey", "priority", "dueAt", "maxAttempts"];
    private static readonly string[] PayloadMembers = ["effect", "milliseconds", "fails"];

    public static IReadOnlyList<NewJob> Read(JsonElement body, Faults faults)
    {
        if (!body.TryGetProperty("jobs", out var list))
        {
            return Read(body, "", faults) is { } job ? [job] : [];
        }

        Unknown(body, ["jobs"], "", faults);
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > WorkerDefaults.MostJobs)
        {
            faults.Add("jobs", $"must be a list of 1 to {WorkerDefaults.MostJobs} jobs");
            return [];
        }

        return [.. list.EnumerateArray().Select((form, index) => Read(form, $"jobs[{index}].", faults)).OfType<NewJob>()];
    }

    private static NewJob? Read(JsonElement form, string at, Faults faults)
    {
        if (JobForm.Read(form, at, faults) is not { } job)
        {
            return null;
        }

        Unknown(form, Members, at, faults);
        if (job.Kind != ProbeOrder.Kind)
        {
            faults.Add($"{at}kind", $"must be {ProbeOrder.Kind}: other jobs are ordered by the services whose work they are");
            return null;
        }

        var payload = form.GetProperty("payload");
        Unknown(payload, PayloadMembers, $"{at}payload.", faults);
        if (!payload.TryGetProperty("effect", out var effect) || PlainText.Of(effect, LongestEffect) is null)
        {
            faults.Add($"{at}payload.effect", $"must be text of 1 to {LongestEffect} characters without control characters");
        }

        if (payload.TryGetProperty("milliseconds", out var pause) && !(pause.ValueKind == JsonValueKind.Number && pause.TryGetInt32(out var time) && time is >= 0 and <= LongestPause))
        {
            faults.Add($"{at}payload.milliseconds", $"must be a whole number from 0 to {LongestPause}");
        }

        if (payload.TryGetProperty("fails", out var fails) && fails.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            faults.Add($"{at}payload.fails", "must be true or false");
        }

        return job;
    }

    private static void Unknown(JsonElement form, string[] members, string at, Faults faults)
    {
        if (form.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !members.Contains(name)) is { } stranger)
        {
            var printable = new string([.. stranger.Take(64).Select(letter => char.IsAscii(letter) && !char.IsControl(letter) ? letter : '?')]);
            faults.Add($"{at}{printable}", $"is not known here; the members are {string.Join(", ", members)}");
        }
    }
}

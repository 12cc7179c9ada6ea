using System.Text.Json;
using Distribution.Jobs;
using Distribution.Worker.Problems;

namespace Distribution.Worker.Messages;

/// <summary>Reads a job to enqueue from JSON. Members that are not known are left alone: a newer sender may have more to say.</summary>
internal static class JobForm
{
    /// <param name="form">The object.</param>
    /// <param name="at">Before each member's name in faults, for example <c>jobs[3].</c>.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <returns>The job; null when something is wrong.</returns>
    public static NewJob? Read(JsonElement form, string at, Faults faults)
    {
        if (form.ValueKind != JsonValueKind.Object)
        {
            faults.Add(at.Length == 0 ? "body" : at.TrimEnd('.'), "must be an object");
            return null;
        }

        var kind = Name(form, "kind", at, faults);
        if (kind is null)
        {
            faults.Add($"{at}kind", "is missing");
        }

        var payload = Member(form, "payload") ?? default;
        if (payload.ValueKind is not JsonValueKind.Object)
        {
            faults.Add($"{at}payload", "must be an object");
        }
        else if (payload.GetRawText().Length > JobDefaults.LongestPayload / 3)
        {
            faults.Add($"{at}payload", $"is longer than {JobDefaults.LongestPayload / 3} characters");
        }

        var job = new NewJob
        {
            Kind = kind ?? "",
            Payload = payload.ValueKind == JsonValueKind.Object ? payload.GetRawText() : "{}",
            UniqueKey = Name(form, "uniqueKey", at, faults),
            Priority = Whole(form, "priority", 0, 9, JobDefaults.Priority, at, faults),
            DueAt = Moment(form, "dueAt", at, faults),
            MaxAttempts = Whole(form, "maxAttempts", 1, JobDefaults.MostAttempts, JobDefaults.MaxAttempts, at, faults),
        };
        return faults.Any ? null : job;
    }

    private static string? Name(JsonElement form, string member, string at, Faults faults)
    {
        if (Member(form, member) is not { } value)
        {
            return null;
        }

        if (PlainText.Of(value, JobDefaults.LongestName) is not { } text || text.Any(char.IsSurrogate))
        {
            faults.Add($"{at}{member}", $"must be text of 1 to {JobDefaults.LongestName} characters without control characters");
            return "";
        }

        return text;
    }

    private static int Whole(JsonElement form, string member, int least, int most, int otherwise, string at, Faults faults)
    {
        if (Member(form, member) is not { } value)
        {
            return otherwise;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        faults.Add($"{at}{member}", $"must be a whole number from {least} to {most}");
        return otherwise;
    }

    private static DateTimeOffset? Moment(JsonElement form, string member, string at, Faults faults)
    {
        if (Member(form, member) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var moment))
        {
            return moment;
        }

        faults.Add($"{at}{member}", "must be a time (ISO 8601)");
        return null;
    }

    private static JsonElement? Member(JsonElement form, string name) => form.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}

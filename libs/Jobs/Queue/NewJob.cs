using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Distribution.Jobs;

/// <summary>A job to enqueue.</summary>
public sealed record NewJob
{
    /// <summary>Which handler runs it; 1–200 characters.</summary>
    public required string Kind { get; init; }

    /// <summary>What the handler is told: JSON text of at most 64 KiB.</summary>
    public string Payload { get; init; } = "{}";

    /// <summary>While a job of this kind and key is queued or running, another is not enqueued. A dead one does not count. At most 200 characters; null for no such limit.</summary>
    public string? UniqueKey { get; init; }

    /// <summary>0–9; 9 is claimed first. Default <see cref="JobDefaults.Priority"/>.</summary>
    public int Priority { get; init; } = JobDefaults.Priority;

    /// <summary>Not before this moment by the database's clock; null for at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How many attempts may fail, or be lost with their worker, before the job is dead; 1–1,000,000. Default <see cref="JobDefaults.MaxAttempts"/>.</summary>
    public int MaxAttempts { get; init; } = JobDefaults.MaxAttempts;

    /// <summary>The W3C trace context in which it runs; by default that of <see cref="Activity.Current"/>.</summary>
    public string? TraceParent { get; init; } = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    internal void Validate()
    {
        Check(IsName(Kind), nameof(Kind), $"'{Kind}'", $"must have 1–{JobDefaults.LongestName} characters and no control characters");
        Check(UniqueKey is null || IsName(UniqueKey), nameof(UniqueKey), $"'{UniqueKey}'", $"must have 1–{JobDefaults.LongestName} characters and no control characters");
        Check(Priority is >= 0 and <= 9, nameof(Priority), $"{Priority}", "must be 0–9");
        Check(MaxAttempts is >= 1 and <= JobDefaults.MostAttempts, nameof(MaxAttempts), $"{MaxAttempts}", $"must be 1–{JobDefaults.MostAttempts}");
        Check(IsJson(Payload), nameof(Payload), $"{Payload?.Length ?? 0} characters", $"must be JSON of at most {JobDefaults.LongestPayload} bytes");
    }

    private static bool IsName(string text) => text is { Length: > 0 and <= JobDefaults.LongestName } && !text.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter));

    private static bool IsJson(string text)
    {
        try
        {
            var bytes = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text);
            using var document = JsonDocument.Parse(bytes);
            return bytes.Length <= JobDefaults.LongestPayload;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            return false;
        }
    }

    private void Check(bool holds, string member, string value, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"Job of kind '{Kind}': {member} is {value}; it {rule}.");
        }
    }
}

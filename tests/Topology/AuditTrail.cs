using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Servers;

namespace Distribution.Topology.Tests;

/// <summary>Reads the audit chain as an auditor does.</summary>
internal sealed class AuditTrail : IDisposable
{
    private readonly HttpClient _http;

    private AuditTrail(HttpClient http) => _http = http;

    public static async Task<AuditTrail> OpenAsync(LocalTopology topology) => new(await SignedIn.AsAsync(topology, "auditor"));

    /// <summary>The subjects of all records of an action, in the chain's order.</summary>
    public async Task<IReadOnlyList<string>> SubjectsAsync(string action)
    {
        var subjects = new List<string>();
        var cursor = "";
        while (cursor is not null)
        {
            var page = await _http.GetFromJsonAsync<JsonElement>($"/audit?action={action}&limit=200{(cursor.Length > 0 ? $"&after={cursor}" : "")}");
            subjects.AddRange(page.GetProperty("items").EnumerateArray().Select(record => record.GetProperty("subject").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) && next.ValueKind != JsonValueKind.Null ? next.ToString() : null;
        }

        return subjects;
    }

    /// <summary>Waits until each subject has its record of an action, and says that none has two.</summary>
    public async Task HasExactlyOneEachAsync(string action, IReadOnlyCollection<string> subjects)
    {
        IReadOnlyList<string> recorded = [];
        await Eventually.True(
            async () => !subjects.Except(recorded = await SubjectsAsync(action)).Any(),
            TimeSpan.FromSeconds(90),
            $"each of {subjects.Count} subjects has its record of {action}");
        var counted = recorded.CountBy(subject => subject).ToDictionary();
        Assert.All(subjects, subject => Assert.Equal(1, counted[subject]));
    }

    public void Dispose() => _http.Dispose();
}

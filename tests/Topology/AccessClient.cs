using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Servers;

namespace Distribution.Topology.Tests;

/// <summary>Uses the public API through the gateway; sends nothing twice.</summary>
internal sealed class AccessClient : IDisposable
{
    private readonly HttpClient _http;

    private AccessClient(HttpClient http) => _http = http;

    public static async Task<AccessClient> ConnectAsync(LocalTopology topology) => new(await SignedIn.AsAsync(topology, "requester"));

    /// <summary>Asks for a role; the reason is what the request is recognised by.</summary>
    public Task<HttpResponseMessage> PostAsync(string reason)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "/requests") { Content = JsonContent.Create(new { role = "reader", target = "staging-db", durationSeconds = 60, reason }) };
        message.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        return _http.SendAsync(message);
    }

    /// <summary>Asks for a role until that is acknowledged, and gives the request's id: for tests to which a refusal by a machine that is short of time says nothing.</summary>
    public Task<string> AskAsync(string reason) => Eventually.NotNull(
        async () =>
        {
            using var answer = await PostAsync(reason);
            return answer.IsSuccessStatusCode ? await IdAsync(answer) : throw new HttpRequestException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        },
        TimeSpan.FromSeconds(30),
        "a request is acknowledged");

    /// <summary>Reads one request, or the first page of grants when there is none yet.</summary>
    public Task<HttpResponseMessage> GetAsync(string? id) => _http.GetAsync(id is null ? "/grants?limit=10" : $"/requests/{id}");

    /// <summary>The reason of a request, or null when it does not exist.</summary>
    public async Task<string?> ReasonAsync(string id)
    {
        using var answer = await GetAsync(id);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("reason").GetString();
    }

    /// <summary>The reasons of all requests, page by page.</summary>
    public async Task<IReadOnlyList<string>> AllReasonsAsync()
    {
        var reasons = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await _http.GetFromJsonAsync<JsonElement>($"/requests?limit=200{(cursor.Length > 0 ? $"&after={cursor}" : "")}");
            reasons.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("reason").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        return reasons;
    }

    public static async Task<string> IdAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;

    public void Dispose() => _http.Dispose();
}

using System.Net.Http.Json;
using System.Text.Json;

namespace Distribution.Drills.Targets;

/// <summary>Asks a service which version it is.</summary>
internal static class MemberVersion
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What it says at <c>/healthz</c>; null when it says none.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public static async Task<string?> AskAsync(Member member, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        var answer = await http.GetFromJsonAsync<JsonElement>(new Uri(member.Endpoint!, "/healthz"), cancellationToken);
        return answer.TryGetProperty("version", out var version) ? version.GetString() : null;
    }
}

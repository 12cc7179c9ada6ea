using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Drills.Targets;

namespace Distribution.Drills.Workloads;

/// <summary>Somebody who has signed in at a topology's gateway.</summary>
internal sealed class GatewaySession : IDisposable
{
    /// <summary>5 s: the gateway answers or refuses within 3; what takes longer is recorded as that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private GatewaySession(HttpClient http) => Http = http;

    public HttpClient Http { get; }

    public static async Task<GatewaySession> SignInAsync(ITarget target, string role, CancellationToken cancellationToken)
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 512, UseProxy = false }) { BaseAddress = target.Gateway, Timeout = Patience };
        try
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(http, target.UserWithRole(role), cancellationToken));
            return new(http);
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>A new token for a user.</summary>
    /// <exception cref="HttpRequestException">It was refused.</exception>
    public static async Task<string> TokenAsync(HttpClient http, (string Name, string Password) user, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = user.Name, ["password"] = user.Password });
        using var answer = await http.PostAsync("/token", form, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{user.Name} could not sign in: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }

        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("access_token").GetString()!;
    }

    public void Dispose() => Http.Dispose();
}

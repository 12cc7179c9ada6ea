using System.Text;
using System.Text.Json.Nodes;
using Distribution.Machine.Control;
using Distribution.Machine.State;

namespace Distribution.Cli.Services;

/// <summary>Uses a running topology's public API as somebody who has a role in it.</summary>
internal sealed class GatewayClient : IDisposable
{
    // A verification reads every record: nothing shorter than a person's patience bounds it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly HttpClient _http;

    private GatewayClient(Uri gateway) => _http = new HttpClient { BaseAddress = gateway, Timeout = Patience };

    /// <summary>Signs in at the gateway of a topology that runs.</summary>
    /// <param name="folder">The topology's.</param>
    /// <param name="role">What the user must be allowed.</param>
    /// <param name="cancellation">Ends the call.</param>
    public static async Task<GatewayClient> SignInAsync(StateFolder folder, string role, CancellationToken cancellation)
    {
        using var control = new ControlClient(folder);
        var status = await control.TryGetStatusAsync(cancellation)
            ?? throw new CliException($"Topology '{folder.Name}' is not running: start it with ./distribution up.", ExitCodes.UnknownOrUsage);
        var gateway = status.Gateway ?? throw new CliException($"Topology '{folder.Name}' has no gateway.", ExitCodes.UnknownOrUsage);
        var user = DevelopmentUser.WithRole(folder, role);
        var client = new GatewayClient(new Uri(gateway));
        try
        {
            await user.SignInAsync(client._http, cancellation);
            return client;
        }
        catch (HttpRequestException failure)
        {
            client.Dispose();
            throw new CliException(failure.Message);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellation) => AskAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellation);

    public Task<JsonNode> PostAsync(string path, JsonObject body, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        return AskAsync(request, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> AskAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            try
            {
                using var answer = await _http.SendAsync(request, cancellation);
                var text = await answer.Content.ReadAsStringAsync(cancellation);
                var body = text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
                return answer.IsSuccessStatusCode
                    ? body
                    : throw new CliException($"{request.Method} {request.RequestUri} was refused ({(int)answer.StatusCode}): {(string?)body["detail"] ?? (string?)body["title"] ?? text}");
            }
            catch (Exception failure) when (failure is HttpRequestException or System.Text.Json.JsonException)
            {
                throw new CliException($"{request.Method} {request.RequestUri} was not answered: {failure.Message}");
            }
        }
    }
}

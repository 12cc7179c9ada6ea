using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Servers;

namespace Distribution.Topology.Tests;

/// <summary>Somebody with a role, at the gateway.</summary>
internal static class SignedIn
{
    /// <summary>Signs in as the first user of the topology's file of users who has the role.</summary>
    public static async Task<HttpClient> AsAsync(LocalTopology topology, string role)
    {
        var user = (await File.ReadAllLinesAsync(topology.Folder.UsersFile)).Select(line => line.Split(' ')).First(fields => fields[2].Split(',').Contains(role));
        var gateway = new Uri((await topology.StatusAsync()).Gateway);
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(15) };
        var token = await Eventually.NotNull(
            async () =>
            {
                using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = user[0], ["password"] = user[1] });
                using var answer = await http.PostAsync("/token", form);
                return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
            },
            TimeSpan.FromSeconds(30),
            $"{user[0]} signs in");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}

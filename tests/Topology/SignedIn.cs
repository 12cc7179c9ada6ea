using Distribution.Machine.Control;
using Distribution.Servers;

namespace Distribution.Topology.Tests;

/// <summary>Somebody with a role, at the gateway.</summary>
internal static class SignedIn
{
    /// <summary>Signs in as the first user of the topology's file of users who has the role.</summary>
    public static async Task<HttpClient> AsAsync(LocalTopology topology, string role)
    {
        var user = DevelopmentUser.WithRole(topology.Folder, role);
        var gateway = new Uri((await topology.StatusAsync()).Gateway);
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(15) };
        await Eventually.NotNull(
            async () =>
            {
                await user.SignInAsync(http, TestContext.Current.CancellationToken);
                return user;
            },
            TimeSpan.FromSeconds(30),
            $"{user.Name} signs in");
        return http;
    }
}

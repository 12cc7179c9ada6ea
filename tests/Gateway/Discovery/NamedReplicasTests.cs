using System.Net;
using System.Net.Sockets;
using Distribution.Gateway.Discovery;
using Distribution.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Yarp.ReverseProxy.Configuration;

namespace Distribution.Gateway.Tests.Discovery;

public sealed class NamedReplicasTests : IDisposable
{
    private readonly Names _names = new();
    private readonly NamedReplicas _replicas;

    public NamedReplicasTests() => _replicas = new(_names, TimeProvider.System, NullLogger<NamedReplicas>.Instance);

    public void Dispose() => _replicas.Dispose();

    [Fact]
    public async Task Each_address_of_a_name_is_a_replica_of_its_own()
    {
        _names.Set("api", "10.0.0.2", "10.0.0.1");

        var resolved = await ResolveAsync();

        Assert.Equal(["http://10.0.0.1:8080/", "http://10.0.0.2:8080/"], resolved.Destinations.Values.Select(replica => replica.Address).Order());
        Assert.All(resolved.Destinations.Values, replica => Assert.Equal("api:8080", replica.Host));
        Assert.Contains("all[10.0.0.1]", resolved.Destinations.Keys);
    }

    [Fact]
    public async Task Change_of_addresses_asks_for_another_resolution_and_no_change_does_not()
    {
        _names.Set("api", "10.0.0.1");
        var resolved = await ResolveAsync();
        var looks = _names.Looks;
        await Eventually.True(() => _names.Looks > looks + 1, because: "the name is looked up again");
        Assert.False(resolved.ChangeToken!.HasChanged);

        _names.Set("api", "10.0.0.1", "10.0.0.3");

        await Eventually.True(() => resolved.ChangeToken!.HasChanged, because: "a new address is a change");
        Assert.Equal(2, (await ResolveAsync()).Destinations.Count);
    }

    [Fact]
    public async Task Name_that_is_not_resolved_any_more_keeps_its_replicas_and_one_that_never_was_has_none()
    {
        _names.Set("api");
        Assert.Empty((await ResolveAsync()).Destinations);
        _names.Set("api", "10.0.0.1");
        Assert.Single((await ResolveAsync()).Destinations);

        _names.Set("api");

        Assert.Single((await ResolveAsync()).Destinations);
    }

    [Fact]
    public async Task Request_is_repeated_at_another_address_of_the_name()
    {
        await using var stage = await Stage.OpenAsync(
            gateway =>
            {
                gateway.Services.AddSingleton<INameService>(_names);
                // Nobody listens on the second address: it stands for a pod that is gone and still named.
                _names.Set("replica.test", "127.0.0.1", "127.0.0.9");
            },
            replicas: 1,
            named: "replica.test",
            (DiscoveryDefaults.Key, "true"));

        for (var i = 0; i < 20; i++)
        {
            using var answer = await stage.Client.GetAsync("/requests");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private async Task<Yarp.ReverseProxy.ServiceDiscovery.ResolvedDestinationCollection> ResolveAsync() =>
        await _replicas.ResolveDestinationsAsync(new Dictionary<string, DestinationConfig> { ["all"] = new() { Address = "http://api:8080" } }, CancellationToken.None);

    /// <summary>A name server whose answers a test chooses; a name without addresses is unknown to it.</summary>
    private sealed class Names : INameService
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, IPAddress[]> _addresses = [];

        public int Looks { get; private set; }

        public void Set(string name, params string[] addresses)
        {
            lock (_lock)
            {
                _addresses[name] = [.. addresses.Select(IPAddress.Parse)];
            }
        }

        public Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                Looks++;
                return _addresses[name] is { Length: > 0 } known ? Task.FromResult(known) : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
            }
        }
    }
}

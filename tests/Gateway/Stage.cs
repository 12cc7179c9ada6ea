using System.Security.Cryptography;
using System.Text;
using Distribution.Machine.Ports;
using Distribution.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Tests;

/// <summary>The real gateway on Kestrel, before backends in processes of their own that share one folder.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PortLease _lease = PortLease.Acquire();
    private readonly List<Replica> _replicas = [];
    private WebApplication? _gateway;
    private string _host = "";

    private Stage() =>
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ActivityHeadersPropagator = null }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(20) };

    public Uri Address => new($"http://127.0.0.1:{_lease.Port}");

    public HttpClient Client { get; }

    public IReadOnlyList<Replica> Replicas => _replicas;

    public static Task<Stage> OpenAsync(int replicas = 3, params (string Key, string Value)[] settings) => OpenAsync(_ => { }, replicas, settings);

    /// <summary>With something planted in the gateway.</summary>
    public static Task<Stage> OpenAsync(Action<WebApplicationBuilder> plant, int replicas = 3, params (string Key, string Value)[] settings) => OpenAsync(plant, replicas, "127.0.0.1", settings);

    /// <summary>With the replicas known to the gateway by a name.</summary>
    public static async Task<Stage> OpenAsync(Action<WebApplicationBuilder> plant, int replicas, string named, params (string Key, string Value)[] settings)
    {
        var stage = new Stage { _host = named };
        try
        {
            stage._replicas.AddRange(await Task.WhenAll(Enumerable.Range(1, replicas).Select(i => Replica.StartAsync($"api-{i}", stage._folder.Path))));
            stage._gateway = stage.BuildGateway(settings, plant);
            await stage._gateway.StartAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the gateway holds of a replica.</summary>
    public DestinationHealthState Health(Replica replica)
    {
        _gateway!.Services.GetRequiredService<IProxyStateLookup>().TryGetCluster("api", out var cluster);
        return cluster!.Destinations[replica.Name].Health;
    }

    public Task UntilFitAsync() => Eventually.True(() => _replicas.All(replica => Health(replica) is { Active: DestinationHealth.Healthy, Passive: not DestinationHealth.Unhealthy }), because: "all replicas are fit");

    /// <summary>The keys that had an effect.</summary>
    public IReadOnlySet<string> Effects() => Directory.EnumerateFiles(_folder.Path, "effect-*").Select(file => Path.GetFileName(file)["effect-".Length..]).ToHashSet();

    /// <summary>How many effects a body had, whatever the key under which it came.</summary>
    public int Effects(string of)
    {
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(of)));
        return Directory.EnumerateFiles(_folder.Path, "effect-*").Count(file => File.ReadAllText(file) == digest);
    }

    /// <summary>What reached the replicas: key and digest of the body of each POST, whatever became of it.</summary>
    public IReadOnlyList<string> Arrivals() => [.. _replicas.SelectMany(replica => replica.Arrivals())];

    /// <summary>What reached the replicas with a key or a body.</summary>
    public IReadOnlyList<string> Arrivals(string of)
    {
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(of)));
        return [.. Arrivals().Where(line => line.StartsWith(of + "|") || line.EndsWith("|" + digest))];
    }

    /// <summary>What SIGTERM does to the gateway.</summary>
    public Task StopGatewayAsync() => _gateway!.StopAsync();

    public void Thaw() => _replicas.ForEach(replica => replica.Thaw());

    public string[] Lines(string file) => File.Exists(Path.Combine(_folder.Path, file)) ? File.ReadAllLines(Path.Combine(_folder.Path, file)) : [];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Thaw();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _replicas.ForEach(replica => replica.Dispose());
        _lease.Dispose();
        _folder.Dispose();
    }

    private WebApplication BuildGateway((string Key, string Value)[] settings, Action<WebApplicationBuilder> plant) => GatewayHost.Build([.. settings.Select(setting => $"--{setting.Key}={setting.Value}")], builder =>
    {
        builder.Configuration.AddInMemoryCollection(_replicas.Select(replica =>
            KeyValuePair.Create($"ReverseProxy:Clusters:api:Destinations:{replica.Name}:Address", (string?)$"http://{_host}:{replica.Port}")));
        builder.Configuration["urls"] = Address.ToString();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        plant(builder);
    });
}

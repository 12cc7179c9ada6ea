using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Distribution.Machine.Ports;

namespace Distribution.Engine.Tests.Orchestration;

public sealed class FixedPortTests : IAsyncDisposable
{
    private readonly RunningApplication _application = new();

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    [Fact]
    public async Task Port_that_is_taken_fails_the_start_and_names_the_port_and_its_holder()
    {
        using var lease = PortLease.Acquire();
        using var listener = new TcpListener(IPAddress.Loopback, lease.Port);
        listener.Start();
        _application.AddShell("server", "exec sleep 1000").WithHttpEndpoint(port: lease.Port, isProxied: false);

        var refused = await Assert.ThrowsAsync<PortInUseException>(_application.StartAsync);

        Assert.Contains($"Port {lease.Port} is in use by pid {Environment.ProcessId}", refused.Message);
    }

    [Fact]
    public async Task Two_ports_without_a_proxy_are_kept_apart_for_who_stands_between()
    {
        using var lease = PortLease.Acquire();
        using var target = PortLease.Acquire();
        var server = _application.AddShell("server", "echo on $PORT; exec sleep 1000").WithHttpEndpoint(port: lease.Port, targetPort: target.Port, env: "PORT", isProxied: false);

        await _application.StartAsync();

        await _application.LoggedAsync("server", $"on {target.Port}");
        Assert.Equal($"http://127.0.0.1:{lease.Port}", server.GetEndpoint("http").Url);
    }

    [Fact]
    public async Task Port_that_who_fixed_it_has_leased_is_used()
    {
        using var lease = PortLease.Acquire();
        _application.AddShell("server", "echo on $PORT; exec sleep 1000").WithHttpEndpoint(port: lease.Port, env: "PORT", isProxied: false);

        await _application.StartAsync();

        await _application.LoggedAsync("server", $"on {lease.Port}");
    }
}

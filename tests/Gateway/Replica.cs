using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Gateway.Tests;

/// <summary>A backend in a process of its own, to be killed and frozen.</summary>
internal sealed class Replica : IDisposable
{
    /// <summary>Three .NET processes that start at once, on a machine whose cores are shared with many others.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly PortLease _lease = PortLease.Acquire();
    private readonly HttpClient _client;
    private readonly string _folder;
    private ServerProcess _process;

    private Replica(string name, string folder)
    {
        Name = name;
        _folder = folder;
        _client = new() { BaseAddress = new($"http://127.0.0.1:{_lease.Port}"), Timeout = TimeSpan.FromSeconds(10) };
        _process = Start();
    }

    public string Name { get; }

    public int Port => _lease.Port;

    public string Output => _process.Output;

    public static async Task<Replica> StartAsync(string name, string folder)
    {
        var replica = new Replica(name, folder);
        await replica.UntilAliveAsync();
        return replica;
    }

    public void Kill() => Send(SignalKind.Kill);

    public void Freeze() => Send(SignalKind.Stop);

    public void Thaw() => Send(SignalKind.Continue);

    /// <summary>SIGTERM: Kestrel ends what runs and accepts no more.</summary>
    public void Stop() => Send(SignalKind.Term);

    public async Task StartAgainAsync()
    {
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = Start();
        await UntilAliveAsync();
    }

    public Task SetReadyAsync(bool ready) => PostAsync($"/test/ready/{ready}");

    public Task SetServingAsync(bool serving) => PostAsync($"/test/serving/{serving}");

    public async Task PostAsync(string path) => (await _client.PostAsync(path, null)).EnsureSuccessStatusCode();

    public Task<string> GetAsync(string path) => _client.GetStringAsync(path);

    /// <summary>How many POSTs reached it, whatever became of them.</summary>
    public IReadOnlyList<string> Arrivals() =>
        File.Exists(Path.Combine(_folder, "arrivals-" + Name)) ? File.ReadAllLines(Path.Combine(_folder, "arrivals-" + Name)) : [];

    public void Dispose()
    {
        Signal.Send(_process.Pid, SignalKind.Continue);
        _process.Dispose();
        _client.Dispose();
        _lease.Dispose();
    }

    private void Send(SignalKind kind) => _process.Send(kind);

    private async Task UntilAliveAsync()
    {
        try
        {
            await Eventually.True(async () => _process.HasExited || await IsAliveAsync(), StartPatience);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{Name} does not serve, state {ProcessTable.State(_process.Pid)}; it said: {_process.Output}", late);
        }

        Assert.False(_process.HasExited, $"{Name} ended; it said: {_process.Output}");
    }

    private async Task<bool> IsAliveAsync()
    {
        try
        {
            return await GetAsync("/healthz") == "alive";
        }
        catch (OperationCanceledException)
        {
            // The client's own time-out: the replica accepts already, but has not come to answer.
            return false;
        }
    }

    private ServerProcess Start() => ServerProcess.Start(
        "/usr/bin/env",
        ["dotnet", Path.Combine(AppContext.BaseDirectory, "Distribution.Gateway.Backend.dll"), Name, _folder, $"http://127.0.0.1:{_lease.Port}"],
        unprivileged: false);
}

using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Worker.Tests;

/// <summary>The built worker as a process of its own.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private readonly PortLease _port = PortLease.Acquire();
    private readonly ServerProcess _process;

    public WorkerProcess(JobsCopy jobs, int number)
    {
        Name = $"worker-{number}";
        _process = ServerProcess.Start(
            "/usr/bin/env",
            ["dotnet", typeof(WorkerHost).Assembly.Location],
            unprivileged: false,
            new Dictionary<string, string>(RunningWorker.Issuer.Variables)
            {
                ["ASPNETCORE_URLS"] = Address,
                ["ConnectionStrings__jobs"] = jobs.ServiceConnection,
                ["OTEL_SERVICE_NAME"] = "worker",
                ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={number}",
            });
    }

    public string Name { get; }

    public string Address => $"http://127.0.0.1:{_port.Port}";

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Output => _process.Output;

    public void Send(SignalKind signal) => _process.Send(signal);

    public Task ReadyAsync() => Eventually.True(async () => (int)(await Http.GetAsync($"{Address}/readyz")).StatusCode == 200, TimeSpan.FromSeconds(60), $"{Name} is ready");

    public void Dispose()
    {
        Signal.Send(_process.Pid, SignalKind.Continue);
        _process.Dispose();
        _port.Dispose();
    }
}

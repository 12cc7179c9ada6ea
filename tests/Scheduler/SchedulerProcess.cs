using System.Net.Http.Json;
using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Distribution.Scheduler.Leadership;
using Distribution.Servers;

namespace Distribution.Scheduler.Tests;

/// <summary>The built Scheduler as a process of its own.</summary>
internal sealed class SchedulerProcess : IDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private readonly PortLease _port = PortLease.Acquire();
    private readonly ServerProcess _process;

    public SchedulerProcess(string jobs)
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = Address,
            ["ConnectionStrings__jobs"] = jobs,
            ["Schedules__report__Cron"] = "* * * * * *",
            ["Schedules__report__Kind"] = "report",
        };
        _process = ServerProcess.Start("/usr/bin/env", ["dotnet", typeof(SchedulerHost).Assembly.Location], unprivileged: false, environment);
    }

    public string Address => $"http://127.0.0.1:{_port.Port}";

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Output => _process.Output;

    public void Send(SignalKind signal) => _process.Send(signal);

    public async Task<LeadershipReport> LeadershipAsync() => (await Http.GetFromJsonAsync<LeadershipReport>($"{Address}/internal/leader"))!;

    public async Task<bool> LeadsAsync() => (await LeadershipAsync()).Leader;

    public async Task<int> StatusAsync(string path) => (int)(await Http.GetAsync($"{Address}{path}")).StatusCode;

    public void Dispose()
    {
        Signal.Send(_process.Pid, SignalKind.Continue);
        _process.Dispose();
        _port.Dispose();
    }
}

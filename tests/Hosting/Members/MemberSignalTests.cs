using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Members;
using Distribution.Machine.Processes;
using Distribution.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.Hosting.Tests.Members;

public sealed class MemberSignalTests : IAsyncDisposable
{
    private readonly DistributedApplication _application;
    private readonly ResourceNotificationService _notifications;
    private readonly IResource _member;
    private readonly Process _process = Process.Start("/bin/sh", ["-c", "sleep 60 & sleep 60"]);

    public MemberSignalTests()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        _member = builder.AddExecutable("member", "/bin/true", "/").Resource;
        _application = builder.Build();
        _notifications = _application.Services.GetRequiredService<ResourceNotificationService>();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
        await _application.DisposeAsync();
    }

    [Fact]
    public async Task Pause_and_resume_reach_the_process_and_its_children()
    {
        await RunningAsync();
        var child = await Eventually.NotNull(() => Task.FromResult(ProcessTable.Children(_process.Id) is [_, _, ..] or [_] ? ProcessTable.Children(_process.Id)[0].ToString() : null));

        Assert.True(Send("pause").Success);
        await Eventually.True(() => ProcessTable.State(_process.Id) == 'T' && ProcessTable.State(int.Parse(child)) == 'T');

        Assert.True(Send("resume").Success);
        await Eventually.True(() => ProcessTable.State(_process.Id) == 'S' && ProcessTable.State(int.Parse(child)) == 'S');
    }

    [Fact]
    public async Task Kill_ends_the_process_and_its_children()
    {
        await RunningAsync();
        await Eventually.True(() => ProcessTable.Children(_process.Id).Count == 2);
        var children = ProcessTable.Children(_process.Id);

        Assert.True(Send("kill").Success);

        await Eventually.True(() => _process.HasExited && !children.Any(ProcessTable.IsAlive));
    }

    [Fact]
    public void Signal_to_a_resource_without_a_process_fails_and_names_it()
    {
        var result = Send("kill");

        Assert.False(result.Success);
        Assert.Contains("member", result.Message);
    }

    private Task RunningAsync() => _notifications.PublishUpdateAsync(_member, last => last with
    {
        State = KnownResourceStates.Running,
        Properties = [new ResourcePropertySnapshot("executable.pid", _process.Id)],
    });

    private ExecuteCommandResult Send(string signal) => MemberSignal.All.Single(known => known.Name == signal).Send("member", _notifications);
}

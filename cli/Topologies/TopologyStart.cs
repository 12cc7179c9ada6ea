using System.Diagnostics;
using Distribution.Cli.Display;
using Distribution.Machine.Control;
using Distribution.Machine.State;
using Spectre.Console;

namespace Distribution.Cli.Topologies;

/// <summary>
/// Starts an AppHost and follows it: until everything is healthy, and, when it stays, until it is asked to stop or ends. A start that fails names the resource, the end of its log and the remedy, and
/// leaves nothing running.
/// </summary>
internal sealed class TopologyStart(StateFolder folder, TimeSpan timeout)
{
    private const int LogLines = 12;

    /// <summary>Longer than the longest pause between two attempts to start a resource (10 s).</summary>
    private static readonly TimeSpan RestartPatience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    public async Task<int> RunAsync(IEnumerable<string> args, bool stay, CancellationToken cancellation)
    {
        if (folder.IsLocked())
        {
            throw new CliException($"Topology '{folder.Name}' is already running in {folder.Path}: stop it with ./distribution down --name {folder.Name}, or start another with --name.");
        }

        using var appHost = AppHostProcess.Start(folder, args, attached: stay);
        using var control = new ControlClient(folder);
        return await TerminalDisplay.RunAsync(AnsiConsole.Console, display => FollowAsync(appHost, control, display, stay, cancellation));
    }

    private async Task<int> FollowAsync(AppHostProcess appHost, ControlClient control, IStartDisplay display, bool stay, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var healthy = await WaitUntilHealthyAsync(appHost, control, display, clock, cancellation);
            Summarise(healthy, clock.Elapsed, display, stay);
            if (!stay)
            {
                return ExitCodes.Done;
            }

            await StayAsync(appHost, control, display, cancellation);
            throw new CliException($"The AppHost ended by itself: {appHost.Tail()}");
        }
        catch (OperationCanceledException)
        {
            display.Say("Stopping …");
            await new TopologyStop(folder).RunAsync(CancellationToken.None);
            display.Say("Stopped; the data is kept.");
            return ExitCodes.Interrupted;
        }
        catch (Exception failure) when (failure is CliException or ControlException && !appHost.HasExited)
        {
            await new TopologyStop(folder).RunAsync(CancellationToken.None);
            throw;
        }
    }

    private async Task<TopologyStatus> WaitUntilHealthyAsync(AppHostProcess appHost, ControlClient control, IStartDisplay display, Stopwatch clock, CancellationToken cancellation)
    {
        var failing = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        for (TopologyStatus? last = null; ; await Task.Delay(Interval, cancellation))
        {
            if (appHost.HasExited)
            {
                throw new CliException($"The topology did not start. {appHost.Tail()}");
            }

            if (await control.TryGetStatusAsync(cancellation) is { } status)
            {
                last = status;
                display.Update(status);
                if (status.Healthy)
                {
                    return status;
                }

                if (FailedForGood(status, failing, clock.Elapsed) is { } failed)
                {
                    throw await FailureAsync(failed, control, $"{failed.Name} failed: {ResourceText.State(failed)}", cancellation);
                }
            }

            if (clock.Elapsed > timeout)
            {
                throw last?.Resources.FirstOrDefault(resource => !resource.IsSettled && resource.WaitingFor is not [_, ..]) is { } late
                    ? await FailureAsync(late, control, $"Not healthy after {timeout.TotalSeconds:0} s; {late.Name} is {ResourceText.State(late)}", cancellation)
                    : new CliException($"Not healthy after {timeout.TotalSeconds:0} s. {appHost.Tail()}");
            }
        }
    }

    // What ended is started again by its supervisor or the restart policy: only what stays down has failed.
    private static ResourceStatus? FailedForGood(TopologyStatus status, Dictionary<string, TimeSpan> failing, TimeSpan now)
    {
        foreach (var resource in status.Resources)
        {
            if (!resource.HasFailed)
            {
                failing.Remove(resource.Name);
            }
            else if (now - (failing.TryGetValue(resource.Name, out var since) ? since : failing[resource.Name] = now) >= RestartPatience || resource.State == "FailedToStart")
            {
                return resource;
            }
        }

        return null;
    }

    private async Task<CliException> FailureAsync(ResourceStatus failed, ControlClient control, string what, CancellationToken cancellation)
    {
        var lines = new List<string>();
        await using (var stream = await control.FollowLogsAsync(failed.Name, follow: false, cancellation))
        {
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(cancellation) is { } line)
            {
                lines.Add($"  {line}");
            }
        }

        var tail = lines.Count == 0 ? "  (it printed nothing)" : string.Join('\n', lines.TakeLast(LogLines));
        return new CliException($"{what}. The end of its log:\n{tail}\nThe whole log: {Path.Combine(folder.Logs, failed.Name + ".log")}. Mend the cause and start again; ./distribution doctor checks the machine.");
    }

    private static async Task StayAsync(AppHostProcess appHost, ControlClient control, IStartDisplay display, CancellationToken cancellation)
    {
        while (!appHost.HasExited)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            if (await control.TryGetStatusAsync(cancellation) is { } status)
            {
                display.Update(status);
            }
        }
    }

    private void Summarise(TopologyStatus status, TimeSpan took, IStartDisplay display, bool stay)
    {
        display.Say($"Healthy after {took.TotalSeconds:0.0} s.");
        display.Say($"  gateway    {status.Gateway}");
        display.Say($"  dashboard  {status.Dashboard}");
        display.Say($"  data, logs {folder.Path}");
        display.Say($"  users      {folder.UsersFile} (name, password, roles)");
        display.Say(stay ? "Ctrl-C stops it." : $"Stop it with ./distribution down{(folder.Name == StateFolder.DefaultName ? "" : $" --name {folder.Name}")}.");
    }
}

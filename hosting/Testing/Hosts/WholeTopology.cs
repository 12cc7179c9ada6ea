using Distribution.Machine.Control;

namespace Distribution.Testing.Hosts;

/// <summary>Waits for a topology to be whole, and tells why one is not.</summary>
internal sealed class WholeTopology(TopologyFolder folder, AppHostProcess appHost, ControlClient control, TimeSpan patience)
{
    private const int LogLines = 12;

    /// <summary>15 s: longer than the longest pause between two attempts to start a resource (10 s).</summary>
    private static readonly TimeSpan RestartPatience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits.</summary>
    /// <exception cref="TopologyException">It will not be, or not in time; the message names the resource and the end of its log.</exception>
    public async Task<TopologyStatus> WaitAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var failing = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        for (TopologyStatus? last = null; ; await Task.Delay(Interval, cancellationToken))
        {
            if (appHost.HasExited)
            {
                throw Failure($"The AppHost ended. It printed:\n{appHost.Tail()}");
            }

            last = await control.TryGetStatusAsync(cancellationToken) ?? last;
            var now = TimeProvider.System.GetElapsedTime(started);
            if (last is { Healthy: true })
            {
                return last;
            }

            if (last is not null && FailedForGood(last, failing, now) is { } failed)
            {
                throw Failure($"{failed.Name} failed ({failed.State}). The end of its log:\n{LogOf(failed)}");
            }

            if (now > patience)
            {
                throw Failure(Late(last));
            }
        }
    }

    private string Late(TopologyStatus? last) => last?.Resources.FirstOrDefault(resource => !resource.IsSettled && resource.WaitingFor is not [_, ..]) is { } late
        ? $"The topology was not whole after {patience.TotalSeconds:0} s: {late.Name} is {late.State}. The end of its log:\n{LogOf(late)}"
        : $"The topology was not whole after {patience.TotalSeconds:0} s. The AppHost printed:\n{appHost.Tail()}";

    // What ended is started again by its supervisor or the restart policy: only what stays down has failed.
    private static ResourceStatus? FailedForGood(TopologyStatus status, Dictionary<string, TimeSpan> failing, TimeSpan now)
    {
        foreach (var resource in status.Resources)
        {
            if (!resource.HasFailed)
            {
                failing.Remove(resource.Name);
            }
            else if (resource.State == "FailedToStart" || now - (failing.TryGetValue(resource.Name, out var since) ? since : failing[resource.Name] = now) >= RestartPatience)
            {
                return resource;
            }
        }

        return null;
    }

    private string LogOf(ResourceStatus resource)
    {
        var log = Path.Combine(folder.State.Logs, $"{resource.Name}.log");
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(LogLines).Select(line => $"  {line}")) : "  (it printed nothing)";
    }

    private TopologyException Failure(string message)
    {
        folder.KeepIt();
        return new(message, folder.Path);
    }
}

using System.Diagnostics;
using System.Globalization;
using Distribution.Machine.Control;
using Distribution.Machine.Processes;
using Distribution.Machine.State;

namespace Distribution.Cli.Topologies;

/// <summary>Asks an AppHost to stop, and ends it when it does not; its orchestrator then ends what it had started.</summary>
internal sealed class TopologyStop(StateFolder folder)
{
    /// <summary>A clean stop has 10 s for everything; what is over is for a machine whose cores are busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Stops the topology.</summary>
    /// <returns>False when it was not running.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        if (!folder.IsLocked())
        {
            return false;
        }

        await AskAsync(cancellation);
        var clock = Stopwatch.StartNew();
        while (folder.IsLocked())
        {
            if (clock.Elapsed > Patience)
            {
                Kill();
            }

            await Task.Delay(Interval, cancellation);
        }

        return true;
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        using var control = new ControlClient(folder);
        try
        {
            await control.ShutDownAsync(cancellation);
        }
        catch (ControlException)
        {
            // It is still starting, or hangs: the signal reaches it in both cases.
            Signal.Send(Pid(), SignalKind.Term);
        }
    }

    private void Kill()
    {
        if (folder.IsLocked())
        {
            Signal.Send(Pid(), SignalKind.Kill);
        }
    }

    private int Pid()
    {
        var file = Path.Combine(folder.Run, "apphost.pid");
        return int.TryParse(File.Exists(file) ? File.ReadAllText(file) : "", NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            ? pid
            : throw new CliException($"{folder.Path} is in use by a process that did not leave its pid in {file}: end it by hand.");
    }
}

using System.Globalization;

namespace Distribution.Hosting.Topology;

/// <summary>
/// The running topology's hold on its state folder: the lock, which the engine may have taken already, and the pid by which the command line
/// finds an AppHost that no longer answers.
/// </summary>
internal sealed class TopologyHold(TopologyContext topology) : IDisposable
{
    public const string PidFile = "apphost.pid";

    private IDisposable? _lock;
    private bool _taken;

    private string PidPath => Path.Combine(topology.StateFolder.Run, PidFile);

    /// <summary>Takes the folder.</summary>
    /// <exception cref="Machine.State.StateException">It cannot be used.</exception>
    public void Take()
    {
        if (!topology.StateFolder.IsHeldHere)
        {
            _lock = topology.StateFolder.Open();
        }

        File.WriteAllText(PidPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        _taken = true;
    }

    public void Dispose()
    {
        if (_taken)
        {
            File.Delete(PidPath);
        }

        _lock?.Dispose();
    }
}

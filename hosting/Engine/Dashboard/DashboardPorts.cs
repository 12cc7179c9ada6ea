using Distribution.Machine.Ports;

namespace Distribution.Engine.Dashboard;

/// <summary>The loopback ports of the dashboard and of the resource service that it reads.</summary>
internal sealed class DashboardPorts : IDisposable
{
    /// <summary>The port of the pages unless ports are random: the one that Aspire's documentation uses.</summary>
    public const int FixedFrontend = 18888;

    private readonly List<PortLease> _leases = [];

    /// <exception cref="PortInUseException">The fixed port is taken.</exception>
    public DashboardPorts(bool random)
    {
        Frontend = Keep(random ? PortLease.Acquire() : PortLease.Acquire(FixedFrontend));
        OtlpGrpc = Keep(PortLease.Acquire());
        OtlpHttp = Keep(PortLease.Acquire());
        Resources = Keep(PortLease.Acquire());
    }

    public int Frontend { get; }

    public int OtlpGrpc { get; }

    public int OtlpHttp { get; }

    public int Resources { get; }

    public static string Url(int port) => $"http://127.0.0.1:{port}";

    public void Dispose() => _leases.ForEach(lease => lease.Dispose());

    private int Keep(PortLease lease)
    {
        _leases.Add(lease);
        return lease.Port;
    }
}

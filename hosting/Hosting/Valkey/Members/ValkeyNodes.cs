using Distribution.Hosting.Members;
using Distribution.Valkey;

namespace Distribution.Hosting.Valkey;

/// <summary>The servers, over one connection each.</summary>
internal sealed class ValkeyNodes : IValkeyNodes, IAsyncDisposable
{
    private static readonly ValkeyCommand Info = ValkeyCommand.Of("INFO", "replication", "persistence");

    private readonly Dictionary<string, (MemberAddress Address, KeptConnection Connection, Inquiry<NodeReport> Inquiry)> _nodes;

    public ValkeyNodes(IReadOnlyList<MemberAddress> members, ValkeyConnectionSettings settings, Wakeup wakeup, TimeProvider time)
    {
        _nodes = members.ToDictionary(m => m.Name, m =>
        {
            var connection = new KeptConnection(m.Endpoint, settings, wakeup, time);
            return (m, connection, new Inquiry<NodeReport>(() => AskAsync(connection), time));
        }, StringComparer.Ordinal);
        return;

        async Task<NodeReport?> AskAsync(KeptConnection connection)
        {
            try
            {
                var info = await connection.ExecuteAsync(Info, CancellationToken.None);
                return ReplicationInfo.Read(info.Text!, port => members.FirstOrDefault(m => m.Port == port)?.Name);
            }
            catch (ValkeyException)
            {
                return null;
            }
        }
    }

    public Task<NodeReport?> ReportAsync(string member, CancellationToken cancellation) =>
        _nodes[member].Inquiry.AnswerAsync(ValkeyClusterDefaults.ProbePatience, cancellation);

    public Task FollowAsync(string member, string upstream, CancellationToken cancellation) =>
        _nodes[member].Connection.ExecuteAsync(ValkeyCommand.Of("REPLICAOF", MemberAddress.Host, _nodes[upstream].Address.Port), cancellation);

    public Task LeadAsync(string member, CancellationToken cancellation) =>
        _nodes[member].Connection.ExecuteAsync(ValkeyCommand.Of("REPLICAOF", "NO", "ONE"), cancellation);

    public Task PauseWritesAsync(string member, TimeSpan atMost, CancellationToken cancellation) =>
        _nodes[member].Connection.ExecuteAsync(ValkeyCommand.Of("CLIENT", "PAUSE", (long)atMost.TotalMilliseconds, "WRITE"), cancellation);

    public Task ResumeWritesAsync(string member, CancellationToken cancellation) =>
        _nodes[member].Connection.ExecuteAsync(ValkeyCommand.Of("CLIENT", "UNPAUSE"), cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes.Values)
        {
            await node.Connection.DisposeAsync();
        }
    }
}

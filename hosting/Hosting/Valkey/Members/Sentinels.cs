using Distribution.Hosting.Members;
using Distribution.Valkey;

namespace Distribution.Hosting.Valkey;

/// <summary>The Sentinels, over one connection each, which also hears what they have to tell: each of it calls the supervisor.</summary>
internal sealed class Sentinels : ISentinels, IAsyncDisposable
{
    private static readonly string[] Events = ["+odown", "-odown", "+try-failover", "+switch-master", "+promoted-slave"];

    private readonly string _service;
    private readonly Elections _elections;
    private readonly KeptConnection[] _connections;
    private readonly (string Name, Inquiry<SentinelOpinion> Inquiry)[] _inquiries;

    public Sentinels(
        IReadOnlyList<MemberAddress> sentinels, IReadOnlyList<MemberAddress> members, string service, ValkeyConnectionSettings settings, Wakeup wakeup, TimeProvider time)
    {
        _service = service;
        _elections = new Elections(service, sentinels.Count, time);
        settings = settings with { OnPush = _ => wakeup.Call() };
        _connections = [.. sentinels.Select(s => new KeptConnection(s.Endpoint, settings, wakeup, time))];
        _inquiries = [.. sentinels.Zip(_connections, (s, c) => (s.Name, new Inquiry<SentinelOpinion>(() => AskAsync(c, MemberOf), time)))];
        return;

        string? MemberOf(int port) => members.FirstOrDefault(m => m.Port == port)?.Name;
    }

    public async Task<SentinelsView> LookAsync(CancellationToken cancellation) =>
        SentinelOpinion.Together(await Task.WhenAll(_inquiries.Select(async i => (i.Name, await i.Inquiry.AnswerAsync(ValkeyClusterDefaults.ProbePatience, cancellation)))));

    public async Task FailoverAsync(CancellationToken cancellation)
    {
        List<string> refusals = [];
        foreach (var leader in _connections)
        {
            try
            {
                _elections.Hold();
                await Task.WhenAll(_connections.Where(c => c != leader).Select(c => _elections.ForbidAsync(c, cancellation)));
                await leader.ExecuteAsync(ValkeyCommand.Of("SENTINEL", "FAILOVER", _service), cancellation);
                return;
            }
            catch (ValkeyException e) when (e.MayHaveBeenExecuted || e is ValkeyServerException { Code: "INPROG" })
            {
                return; // it writes its configuration to disk before it answers; another one told the same would promote a second replica
            }
            catch (ValkeyException e)
            {
                refusals.Add(e.Message);
            }
        }

        _elections.Release();
        throw new InvalidOperationException($"No Sentinel promotes a replica of '{_service}': {string.Join(" ", refusals)}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<SentinelOpinion?> AskAsync(KeptConnection kept, Func<int, string?> memberOfPort)
    {
        try
        {
            var connection = await kept.ConnectedAsync(CancellationToken.None, SubscribeAsync);
            var details = connection.ExecuteAsync(ValkeyCommand.Of("SENTINEL", "MASTER", _service));
            var address = connection.ExecuteAsync(ValkeyCommand.Of("SENTINEL", "GET-MASTER-ADDR-BY-NAME", _service));
            var answers = await Task.WhenAll(details, address);
            await _elections.AllowAsync(kept, answers[0]);
            return SentinelOpinion.Read(answers[0], answers[1], memberOfPort);
        }
        catch (ValkeyException)
        {
            return null;
        }
    }

    private static async Task SubscribeAsync(ValkeyConnection connection)
    {
        foreach (var happening in Events)
        {
            await connection.ExecuteAsync(ValkeyCommand.Of("SUBSCRIBE", happening));
        }
    }
}

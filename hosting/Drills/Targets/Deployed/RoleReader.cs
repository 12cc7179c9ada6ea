using System.Net.Sockets;
using System.Text.Json;
using Distribution.Valkey;

namespace Distribution.Drills.Targets.Deployed;

/// <summary>Makes the members of a topology of what its engine or cluster shows and of what they say themselves, and tells whether redundancy is full.</summary>
internal sealed class RoleReader : IAsyncDisposable
{
    /// <summary>1 s for an answer: one that takes longer is shown without a role, as one that hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>1 s: a look asks all members, which ask their databases. Ten looks a second put off what was waited for, where processors were short.</summary>
    public static readonly TimeSpan LookPause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
    private readonly ValkeyLines _lines;
    private readonly IReadOnlyDictionary<string, IRoleProbe> _probes;

    public RoleReader(ValkeyCredentials credentials)
    {
        _lines = new ValkeyLines(credentials);
        _probes = new IRoleProbe[] { new PatroniProbe(_http), new ValkeyProbe(_lines), new SentinelProbe(_lines), new SchedulerProbe(_http) }.ToDictionary(probe => probe.Group, StringComparer.Ordinal);
    }

    /// <summary>Asks all of them at once.</summary>
    public async Task<TargetState> ReadAsync(IReadOnlyList<Unit> units, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(units.Select(unit => AskAsync(unit, cancellationToken)));
        return StateOf([.. units.Zip(answers)]);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _lines.DisposeAsync();
    }

    /// <summary>The members with their roles, and whether everything serves, each group with its one primary or leader and all who follow it.</summary>
    internal TargetState StateOf(IReadOnlyList<(Unit Unit, RoleAnswer? Answer)> told)
    {
        var epoch = told.Where(one => one.Unit.Group == Groups.Sentinel).Max(one => one.Answer?.Term);
        return new(LackOf(told), [.. told.Select(one => MemberOf(one.Unit, one.Answer, epoch))]);
    }

    private string? LackOf(IReadOnlyList<(Unit Unit, RoleAnswer? Answer)> told)
    {
        if (told.Count == 0)
        {
            return "it has no members";
        }

        if (told.FirstOrDefault(one => !one.Unit.Serves).Unit is { } unit)
        {
            return $"{unit.Name} does not serve";
        }

        var groups = told.GroupBy(one => one.Unit.Group, one => one.Answer, StringComparer.Ordinal).Where(group => _probes.ContainsKey(group.Key));
        return groups.Select(group => _probes[group.Key].Lack([.. group.OfType<RoleAnswer>()], group.Count()) is { } lack ? $"{group.Key} lacks {lack}" : null).FirstOrDefault(lack => lack is not null);
    }

    private static Member MemberOf(Unit unit, RoleAnswer? answer, long? epoch) =>
        new(unit.Name, answer?.Role, unit.Serves, unit.Instance, EndpointOf(unit), answer is { Role: "primary", Term: null } ? epoch : answer?.Term, unit.Zone);

    private static Uri? EndpointOf(Unit unit) => unit.Group switch
    {
        Groups.Postgres => unit.At("tcp", Ports.Postgres),
        Groups.Valkey => unit.At("tcp", Ports.Valkey),
        Groups.Sentinel => unit.At("tcp", Ports.Sentinel),
        _ => unit.At("http", Ports.Service),
    };

    private async Task<RoleAnswer?> AskAsync(Unit unit, CancellationToken cancellationToken)
    {
        if (unit is { Instance: null } or { Address: null } or { IsFrozen: true } || !_probes.TryGetValue(unit.Group, out var probe))
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await probe.AskAsync(unit, limit.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or ValkeyException or SocketException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}

using System.Net;
using Distribution.Drills.Faults;
using Distribution.Drills.Scenarios;
using Distribution.Drills.Targets;
using Distribution.Machine.Control;
using Distribution.Machine.Network;

namespace Distribution.Drills.Tests;

/// <summary>A topology of one cluster in memory: what the run of a drill does to a target can be seen, and gone wrong with.</summary>
internal sealed class ToyTarget : ITarget
{
    private readonly Dictionary<string, Member> _members = new()
    {
        ["toy-1"] = new("toy-1", "primary", true, "1", null, 1, "a"),
        ["toy-2"] = new("toy-2", "standby", true, "2", null, 1, "b"),
    };

    private int _instances = 2;

    public List<string> Done { get; } = [];

    /// <summary>Whether a kill does nothing.</summary>
    public bool IsImmortal { get; init; }

    /// <summary>Whether what was killed stays down.</summary>
    public bool StaysDown { get; init; }

    /// <summary>How often a primary that is stopped stays what it is, because nobody may be promoted.</summary>
    public int KeepsItsRole { get; set; }

    public string Name => "toy";

    public Uri Gateway { get; init; } = new("http://127.0.0.1:8080");

    public IReadOnlySet<IPAddress> OwnAddresses { get; init; } = new HashSet<IPAddress>();

    public IReadOnlyList<TargetBudget> Budgets { get; init; } = [];

    public IReadOnlySet<Injection> Injections { get; init; } = Enum.GetValues<Injection>().ToHashSet();

    public string? WhyNot(Injection injection) => Injections.Contains(injection) ? null : $"a toy cannot {injection}";

    public string Valkey => "";

    public bool IsServing => _members.Values.Any(member => member is { Role: "primary", IsHealthy: true });

    public Task<TargetState> LookAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new TargetState(_members.Values.FirstOrDefault(member => !member.IsHealthy) is { } ill ? $"{ill.Name} is ill" : null, [.. _members.Values]));

    public Task InjectAsync(Member member, Injection injection, CancellationToken cancellationToken)
    {
        Done.Add($"{injection} {member.Name}");
        switch (injection)
        {
            case Injection.Kill when !IsImmortal:
                _members[member.Name] = StaysDown ? member with { IsHealthy = false, Instance = null } : member with { Instance = $"{++_instances}" };
                break;
            case Injection.Freeze:
                _members[member.Name] = member with { IsHealthy = false };
                break;
            case Injection.Thaw:
                _members[member.Name] = member with { IsHealthy = true };
                break;
            case Injection.Stop:
                _members[member.Name] = member with { IsHealthy = false, Instance = null };
                HandOver(member.Name);
                break;
            case Injection.Start:
                _members[member.Name] = _members[member.Name] with { IsHealthy = true, Instance = $"{++_instances}" };
                break;
        }

        return Task.CompletedTask;
    }

    private void HandOver(string name)
    {
        if (KeepsItsRole > 0)
        {
            KeepsItsRole--;
            return;
        }

        var other = _members.Values.First(candidate => candidate.Name != name);
        _members[name] = _members[name] with { Role = "standby" };
        _members[other.Name] = other with { Role = "primary" };
    }

    public Task ShapeNetworkAsync(string fault, IReadOnlyList<NetworkRule> rules, CancellationToken cancellationToken)
    {
        Done.Add(rules.Count == 0 ? "Heal" : string.Join("; ", rules.Select(rule => $"{rule.Effect} {Who(rule.From)}→{Who(rule.To)}")));
        return Task.CompletedTask;

        static string Who(IReadOnlyList<string>? names) => names is null ? "all" : string.Join(',', names);
    }

    public string Postgres(string database) => "";

    public DevelopmentUser UserWithRole(string role) => new(role, "");

    public Task<IReadOnlyList<Phase>> PhasesAsync(DateTimeOffset since, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Phase>>([]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

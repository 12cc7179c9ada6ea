using Distribution.Drills.Targets;
using Distribution.Machine.Network;

namespace Distribution.Drills.Faults;

/// <summary>Makes the network fail between some members, chosen as the topology is at that moment, and mends it after a time.</summary>
public sealed class NetworkFault : IFault
{
    private readonly TimeSpan _holdFor;
    private readonly Func<ITarget, TargetState, CancellationToken, Task<Plan>> _plan;
    private readonly bool _isOnce;

    private NetworkFault(string description, TimeSpan holdFor, Func<ITarget, TargetState, CancellationToken, Task<Plan>> plan, bool isOnce = false)
    {
        (_holdFor, _plan, _isOnce) = (holdFor, plan, isOnce);
        Description = isOnce ? description : $"{description} for {holdFor.TotalSeconds:0} s";
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Injection> Needs => [Injection.Network];

    /// <summary>Away from everybody, the supervisors and the drill's own clients too; among each other they go on.</summary>
    /// <param name="inside">Whom.</param>
    /// <param name="holdFor">How long.</param>
    public static NetworkFault Isolate(Victims inside, TimeSpan holdFor) => new($"cut off {inside.Description}", holdFor, async (target, state, token) =>
    {
        var members = await inside.FindAsync(target, token);
        return new(members, NetworkRule.Isolate(Names(members), Everybody(state)));
    });

    /// <summary>Away from each other, and from nobody else.</summary>
    /// <param name="some">One side.</param>
    /// <param name="others">The other side.</param>
    /// <param name="holdFor">How long.</param>
    public static NetworkFault Separate(Victims some, Victims others, TimeSpan holdFor) => new($"cut {some.Description} off from {others.Description}", holdFor, async (target, _, token) =>
    {
        var (here, there) = (await some.FindAsync(target, token), await others.FindAsync(target, token));
        return new([.. here, .. there], NetworkRule.Between(NetworkEffect.Cut, Names(here), Names(there)));
    });

    /// <summary>What they are sent arrives, what they send does not.</summary>
    /// <param name="victims">Whom.</param>
    /// <param name="holdFor">How long.</param>
    public static NetworkFault Mute(Victims victims, TimeSpan holdFor) => new($"lose all that {victims.Description} sends", holdFor, async (target, _, token) =>
    {
        var members = await victims.FindAsync(target, token);
        return new(members, [new NetworkRule(NetworkEffect.Cut, From: Names(members))]);
    });

    /// <summary>Everything between members is late.</summary>
    /// <param name="roundTrip">For a question and its answer.</param>
    /// <param name="jitter">At most so much more.</param>
    /// <param name="holdFor">How long.</param>
    public static NetworkFault Slow(TimeSpan roundTrip, TimeSpan jitter, TimeSpan holdFor) => new(
        $"a network with round trips of {roundTrip.TotalMilliseconds:0}–{(roundTrip + jitter).TotalMilliseconds:0} ms",
        holdFor,
        (_, _, _) => Task.FromResult(new Plan([], [new NetworkRule(NetworkEffect.Delay, DelayMs: roundTrip.TotalMilliseconds / 2, JitterMs: jitter.TotalMilliseconds / 2)])));

    /// <summary>Some of everything between members is lost, and sent again by TCP.</summary>
    /// <param name="probability">Of each piece.</param>
    /// <param name="holdFor">How long.</param>
    public static NetworkFault Lose(double probability, TimeSpan holdFor) => new(
        $"a network that loses {probability:P0}", holdFor, (_, _, _) => Task.FromResult(new Plan([], [new NetworkRule(NetworkEffect.Drop, Probability: probability)])));

    /// <summary>Every connection between members that is open is reset, once; new ones can be made.</summary>
    /// <param name="pause">How long until whatever comes next.</param>
    public static NetworkFault Reset(TimeSpan pause) => new("reset every connection", pause, (_, _, _) => Task.FromResult(new Plan([], [new NetworkRule(NetworkEffect.Reset)])), isOnce: true);

    /// <inheritdoc/>
    public async Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var (victims, rules) = await _plan(target, await target.LookAsync(cancellationToken), cancellationToken);
        var isDone = false;
        try
        {
            await target.ShapeNetworkAsync(Description, rules, cancellationToken);
            isDone = true;
        }
        finally
        {
            if (_isOnce || !isDone)
            {
                await target.ShapeNetworkAsync(Description, [], CancellationToken.None);
            }
        }

        return new(victims, _holdFor, token => target.ShapeNetworkAsync(Description, [], token));
    }

    private static List<string> Names(IEnumerable<Member> members) => [.. members.Select(member => member.Name)];

    private static IEnumerable<string> Everybody(TargetState state) => [.. Names(state.Members), NetworkName.Supervisor, NetworkName.Client];

    private sealed record Plan(IReadOnlyList<Member> Victims, IReadOnlyList<NetworkRule> Rules);
}

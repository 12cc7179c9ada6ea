using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>Chooses the members that a fault is done to, at the moment at which it is injected.</summary>
/// <param name="Description">Whom, in the words of a report.</param>
/// <param name="Choose">Finds them.</param>
public sealed record Victims(string Description, Func<TargetState, IReadOnlyList<Member>> Choose)
{
    /// <summary>The one that has a role in its group now.</summary>
    public static Victims InRole(string group, string role) => new($"the {role} of {group}", state => state.InRole(group, role) is { } member ? [member] : []);

    /// <summary>The first member of a group that serves.</summary>
    public static Victims AnyOf(string group) => new($"one of {group}", state => [.. state.Of(group).Where(member => member.IsHealthy).Take(1)]);

    /// <summary>All that stand in the zone of one.</summary>
    public static Victims ZoneOf(Victims one) => new(
        $"the zone of {one.Description}",
        state => one.Choose(state) is [{ Zone: { } zone }, ..] ? [.. state.Members.Where(member => member.Zone == zone)] : []);

    /// <summary>All members of a group, or the one of that name.</summary>
    public static Victims EachOf(string group) => new($"each of {group}", state => state.Find(group) is { } one && !state.Of(group).Any() ? [one] : [.. state.Of(group)]);

    /// <summary>Several at once.</summary>
    public static Victims All(params IReadOnlyList<Victims> several) => new(
        string.Join(" and ", several.Select(one => one.Description)),
        state => [.. several.SelectMany(one => one.Choose(state)).DistinctBy(member => member.Name)]);

    /// <summary>Finds them now.</summary>
    /// <exception cref="TargetException">There are none.</exception>
    public async Task<IReadOnlyList<Member>> FindAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var found = Choose(await target.LookAsync(cancellationToken));
        return found.Count > 0 ? found : throw new TargetException($"{target.Name} has no member that is {Description}: nothing was done.");
    }
}

namespace Distribution.Drills.Targets;

/// <summary>A running topology at a moment.</summary>
/// <param name="IsWhole">Whether everything serves, with full redundancy.</param>
/// <param name="Members">Its members.</param>
public sealed record TargetState(bool IsWhole, IReadOnlyList<Member> Members)
{
    /// <summary>The members of a group, by the names <c>GROUP-1</c> to <c>GROUP-N</c>.</summary>
    public IEnumerable<Member> Of(string group) => Members.Where(member =>
        member.Name.StartsWith($"{group}-", StringComparison.Ordinal) && int.TryParse(member.Name.AsSpan(group.Length + 1), out _));

    /// <summary>The member of a group that has a role now; null when none or several have it.</summary>
    public Member? InRole(string group, string role) => Of(group).Where(member => member.Role == role).ToList() is [var only] ? only : null;

    /// <summary>The name of the member that listens on a port; the port where that is not known.</summary>
    public string NameOf(int port) => Members.FirstOrDefault(member => member.Endpoint?.Port == port)?.Name ?? port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A member by name; null when there is none.</summary>
    public Member? Find(string name) => Members.FirstOrDefault(member => member.Name == name);
}

using System.Globalization;

namespace Distribution.Drills.Targets;

/// <summary>A running topology at a moment.</summary>
/// <param name="Lack">What it lacks for everything to serve with full redundancy; null when it lacks nothing.</param>
/// <param name="Members">Its members.</param>
public sealed record TargetState(string? Lack, IReadOnlyList<Member> Members)
{
    /// <summary>Whether everything serves, with full redundancy.</summary>
    public bool IsWhole => Lack is null;

    /// <summary>The members of a group, by the names <c>GROUP-1</c> to <c>GROUP-N</c>.</summary>
    public IEnumerable<Member> Of(string group) => Members.Where(member =>
        member.Name.StartsWith($"{group}-", StringComparison.Ordinal) && int.TryParse(member.Name.AsSpan(group.Length + 1), out _));

    /// <summary>The member of a group that has a role now; null when none or several have it.</summary>
    public Member? InRole(string group, string role) => Of(group).Where(member => member.Role == role).ToList() is [var only] ? only : null;

    /// <summary>The name of the member that listens at an address; the address where that is not known. Where only one member has the port, that says it: it may be known here by another name or a relay's address.</summary>
    public string NameOf(string? host, int port) =>
        Members.Where(member => member.Endpoint?.Port == port).ToList() is var there && there is [var only] ? only.Name
        : there.FirstOrDefault(member => member.Endpoint!.Host == host)?.Name ?? string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    /// <summary>A member by name; null when there is none.</summary>
    public Member? Find(string name) => Members.FirstOrDefault(member => member.Name == name);
}

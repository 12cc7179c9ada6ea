namespace Distribution.Drills.Targets.Deployed;

/// <summary>Asks the members of a group what they are.</summary>
internal interface IRoleProbe
{
    /// <summary>The group.</summary>
    string Group { get; }

    /// <summary>Asks one.</summary>
    /// <returns>Null when it does not answer.</returns>
    Task<RoleAnswer?> AskAsync(Unit unit, CancellationToken cancellationToken);

    /// <summary>What is missing of the group's redundancy; null when nothing is.</summary>
    /// <param name="answers">Those who answered.</param>
    /// <param name="size">How many there are.</param>
    string? Lack(IReadOnlyList<RoleAnswer> answers, int size);
}

namespace Distribution.Migrations.Provisioning;

/// <summary>A database with its two roles.</summary>
/// <param name="Name">The database, and the role that reads and writes its rows.</param>
/// <param name="Password">That role's password.</param>
/// <param name="OwnerPassword">The password of the role that makes tables.</param>
internal sealed record DatabaseRoles(string Name, string Password, string OwnerPassword)
{
    private const string OwnerSuffix = "_owner";

    /// <summary>The role that makes tables.</summary>
    public string Owner => Name + OwnerSuffix;

    /// <summary>Sorts passwords by database. A fault, in the end of a line, when a role has no partner.</summary>
    /// <param name="passwords">By each role its password.</param>
    public static (IReadOnlyList<DatabaseRoles> Databases, string? Fault) From(IReadOnlyDictionary<string, string> passwords)
    {
        var names = passwords.Keys.Select(role => role.EndsWith(OwnerSuffix, StringComparison.Ordinal) ? role[..^OwnerSuffix.Length] : role).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var missing = names.SelectMany(name => new[] { name, name + OwnerSuffix }).Where(role => string.IsNullOrEmpty(passwords.GetValueOrDefault(role))).ToList();
        return (names.Count, missing.Count) switch
        {
            (0, _) => ([], $"it is set and no role's password is: set {Provisioner.PasswordVariables}ROLE for each role, or take it out where the roles are there already."),
            (_, > 0) => ([], $"there is no password for {string.Join(", ", missing)}: set {string.Join(", ", missing.Select(role => Provisioner.PasswordVariables + role))}."),
            _ => ([.. names.Select(name => new DatabaseRoles(name, passwords[name], passwords[name + OwnerSuffix]))], null),
        };
    }
}

namespace Distribution.Identity.Users;

/// <summary>The users that a development topology begins with, in a file of mode 0600 with lines <c>NAME PASSWORD ROLE[,ROLE]</c>. It is made, with new passwords, where there is none.</summary>
internal static class UsersFile
{
    private static readonly (string Name, string Roles)[] Development =
    [
        ("requester", "requester"), ("requester-2", "requester"), ("approver", "approver"), ("approver-2", "approver"), ("auditor", "auditor"), ("operator", "operator,requester"),
    ];

    /// <exception cref="InvalidOperationException">A line is not such a one; the message names it, without its content.</exception>
    public static IReadOnlyList<UsersFileLine> ReadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            SecretFiles.Write(path, string.Concat(Development.Select(user => $"{user.Name} {SecretFiles.NewSecret()} {user.Roles}\n")));
        }

        return Parse(path, SecretFiles.Read(path));
    }

    /// <summary>Reads what such a file holds.</summary>
    /// <param name="source">Where it stands, for errors.</param>
    /// <param name="content">The lines.</param>
    /// <exception cref="InvalidOperationException">A line is not such a one; the message names it, without its content.</exception>
    public static IReadOnlyList<UsersFileLine> Parse(string source, string content) =>
        [.. content.Split('\n').Select((line, index) => (line, index)).Where(line => line.line.Length > 0).Select(line => Parse(source, line.line, line.index + 1))];

    private static UsersFileLine Parse(string path, string line, int number)
    {
        if (line.Split(' ') is not [var name, { Length: > 0 and <= UserRules.LongestPassword } password, var roles] || !UserRules.IsName(name))
        {
            throw new InvalidOperationException($"Line {number} of {path} is not 'NAME PASSWORD ROLE[,ROLE]': a name has lower-case letters, digits and dashes, a password {UserRules.LongestPassword} characters at most.");
        }

        var unknown = roles.Split(',').Except(UserRules.Roles).ToArray();
        return unknown.Length == 0
            ? new(name, password, roles.Split(','))
            : throw new InvalidOperationException($"Line {number} of {path} gives '{name}' the role '{unknown[0]}': there are {string.Join(", ", UserRules.Roles)}.");
    }
}

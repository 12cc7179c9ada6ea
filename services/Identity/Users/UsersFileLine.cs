namespace Distribution.Identity.Users;

/// <summary>A user of the file.</summary>
internal sealed record UsersFileLine(string Name, string Password, IReadOnlyList<string> Roles);

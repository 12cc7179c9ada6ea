namespace Distribution.Identity.Users;

/// <summary>Who signs in.</summary>
/// <param name="Name">Lower-case letters, digits and dashes.</param>
/// <param name="PasswordHash">See <see cref="PasswordHash"/>.</param>
/// <param name="Roles">What the user may do.</param>
/// <param name="Disabled">Whether signing in is refused.</param>
internal sealed record User(string Name, string PasswordHash, IReadOnlyList<string> Roles, bool Disabled);

namespace Distribution.ServiceDefaults.Authentication;

/// <summary>Who may call an endpoint; part of its metadata.</summary>
/// <param name="Audience">The audience that the token must have.</param>
/// <param name="Roles">Any of these; none means every caller of the audience.</param>
public sealed record RequiredAccess(string Audience, IReadOnlyList<string> Roles);

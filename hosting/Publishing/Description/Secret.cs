using Distribution.Hosting.Secrets;

namespace Distribution.Publishing.Description;

/// <summary>Something that only those may know who need it. What is published holds its name and never its content.</summary>
/// <param name="Name">The file's name where it is mounted: <c>postgres-access.pgpass</c>.</param>
/// <param name="Kind">What the file holds.</param>
/// <param name="Role">Of a passfile: the database's role.</param>
/// <param name="Database">Of a passfile: the database.</param>
public sealed record Secret(string Name, SecretKind Kind, string? Role = null, string? Database = null);

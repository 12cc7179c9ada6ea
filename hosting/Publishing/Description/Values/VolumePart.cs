namespace Distribution.Publishing.Description.Values;

/// <summary>A path in a volume.</summary>
/// <param name="Volume">The volume's name.</param>
/// <param name="Path">Below its root; empty for the root itself.</param>
public sealed record VolumePart(string Volume, string Path) : ValuePart;

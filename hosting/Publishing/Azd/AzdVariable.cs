namespace Distribution.Publishing.Azd;

/// <summary>A variable of a container: text with holes as a manifest has them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
internal sealed record AzdVariable(string Name, string Value);

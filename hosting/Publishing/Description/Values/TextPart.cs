namespace Distribution.Publishing.Description.Values;

/// <summary>Text, the same everywhere; never a secret.</summary>
/// <param name="Text">The text.</param>
public sealed record TextPart(string Text) : ValuePart;

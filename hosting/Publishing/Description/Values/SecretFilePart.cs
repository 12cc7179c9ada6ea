namespace Distribution.Publishing.Description.Values;

/// <summary>The path of a file that holds a secret.</summary>
/// <param name="Secret">The secret.</param>
public sealed record SecretFilePart(Secret Secret) : ValuePart;

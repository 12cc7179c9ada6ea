namespace Distribution.Publishing.Azd.Bicep;

/// <summary>An expression, written as it is: a parameter, a property of a resource, a call.</summary>
/// <param name="Text">The expression.</param>
internal sealed record BicepCode(string Text);

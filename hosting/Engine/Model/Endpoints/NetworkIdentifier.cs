namespace Aspire.Hosting.ApplicationModel;

/// <summary>A network that endpoints are seen from.</summary>
/// <param name="Value">Its name.</param>
public record NetworkIdentifier(string Value);

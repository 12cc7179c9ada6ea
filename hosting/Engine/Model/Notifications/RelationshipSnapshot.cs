namespace Aspire.Hosting.ApplicationModel;

/// <summary>An arrow to another resource.</summary>
/// <param name="ResourceName">The other resource's name.</param>
/// <param name="Type">What it is to this one.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);

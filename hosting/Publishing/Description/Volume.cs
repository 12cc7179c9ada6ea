namespace Distribution.Publishing.Description;

/// <summary>A folder that outlives the program.</summary>
/// <param name="Name">Its name: <c>signing-keys</c>.</param>
/// <param name="IsShared">Whether all replicas use the same one, or each has its own.</param>
public sealed record Volume(string Name, bool IsShared);

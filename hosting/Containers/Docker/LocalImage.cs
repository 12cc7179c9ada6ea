namespace Distribution.Containers.Docker;

/// <summary>An image that the engine has.</summary>
/// <param name="Name">Repository and tag.</param>
/// <param name="Id">The digest of its configuration.</param>
/// <param name="Size">Bytes, shared layers included.</param>
/// <param name="IsStandIn">It was made here in place of an image of a registry, or is built on such a one.</param>
public sealed record LocalImage(string Name, string Id, long Size, bool IsStandIn);

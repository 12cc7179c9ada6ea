namespace Distribution.Cli.Images;

/// <summary>What is said of an image.</summary>
/// <param name="Name">Repository and tag.</param>
/// <param name="Id">The digest of its configuration.</param>
/// <param name="Size">Bytes, shared layers included.</param>
/// <param name="StandIn">It is, or is built on, a base image that was made here.</param>
/// <param name="Seconds">How long it took to build; null for a base image.</param>
internal sealed record ImageLine(string Name, string Id, long Size, bool StandIn, double? Seconds);

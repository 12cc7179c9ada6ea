namespace Distribution.Publishing.Compose.Model;

/// <summary>Which addresses a network has.</summary>
/// <param name="Config">The range.</param>
internal sealed record ComposeAddresses(IReadOnlyList<ComposeAddressRange> Config);

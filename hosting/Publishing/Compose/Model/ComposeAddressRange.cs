namespace Distribution.Publishing.Compose.Model;

/// <summary>A range of addresses.</summary>
/// <param name="Subnet">All of them.</param>
/// <param name="IpRange">Those that the engine gives to whoever asks for none.</param>
internal sealed record ComposeAddressRange(string Subnet, string IpRange);

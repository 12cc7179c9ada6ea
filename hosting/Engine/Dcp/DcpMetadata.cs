namespace Distribution.Engine.Dcp;

/// <param name="Name">Unique among the executables of one DCP, also those that ended and were not deleted.</param>
/// <param name="Uid">Made by DCP; names its files.</param>
internal sealed record DcpMetadata(string Name, string? Uid = null);

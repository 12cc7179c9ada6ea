namespace Distribution.Engine.Dcp;

/// <summary>An Executable of DCP's API: one process that it starts once and never again.</summary>
internal sealed record DcpExecutable(DcpMetadata Metadata, DcpExecutableSpec Spec, DcpExecutableStatus? Status = null)
{
    public string ApiVersion { get; init; } = DcpApi.Version;

    public string Kind { get; init; } = "Executable";
}

namespace Distribution.Engine.Dcp;

/// <summary>DCP's API group, in the form of Kubernetes' API.</summary>
internal static class DcpApi
{
    public const string Version = "usvc-dev.developer.microsoft.com/v1";
    public const string Executables = $"apis/{Version}/executables";
}

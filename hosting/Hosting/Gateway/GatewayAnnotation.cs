using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Gateway;

/// <summary>Says of a project that it is the door to the topology: its address is the one that people use.</summary>
public sealed class GatewayAnnotation : IResourceAnnotation
{
}

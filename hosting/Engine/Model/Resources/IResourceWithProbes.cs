namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that a cluster may probe.</summary>
public interface IResourceWithProbes : IResource
{
}

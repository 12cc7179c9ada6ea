namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that a deployment runs somewhere.</summary>
public interface IComputeResource : IResource
{
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is never started and that nobody waits for: a value.</summary>
public interface IResourceWithoutLifetime : IResource
{
}

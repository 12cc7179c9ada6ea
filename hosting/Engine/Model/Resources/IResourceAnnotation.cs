namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fact or a wish attached to a resource.</summary>
public interface IResourceAnnotation
{
}

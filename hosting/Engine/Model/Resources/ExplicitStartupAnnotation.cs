namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource starts when somebody asks for it, not with the others.</summary>
public sealed class ExplicitStartupAnnotation : IResourceAnnotation
{
}

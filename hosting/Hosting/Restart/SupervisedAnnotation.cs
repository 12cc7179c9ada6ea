using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Restart;

/// <summary>
/// Says of a process that somebody else starts it again when it crashes, who knows in which role it may come back: the supervisor of its
/// cluster. The restart policy leaves it alone.
/// </summary>
public sealed class SupervisedAnnotation : IResourceAnnotation
{
}

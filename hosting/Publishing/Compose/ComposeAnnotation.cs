using Aspire.Hosting.ApplicationModel;
using Distribution.Publishing.Compose.Model;

namespace Distribution.Publishing.Compose;

/// <summary>Changes the container of a resource when it is published to compose.</summary>
/// <param name="customise">Changes it.</param>
internal sealed class ComposeAnnotation(Action<ComposeService> customise) : IResourceAnnotation
{
    public Action<ComposeService> Customise { get; } = customise;
}

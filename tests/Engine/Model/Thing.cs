using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Tests.Model;

/// <summary>A resource of one's own: neither a process nor a project.</summary>
internal sealed class Thing(string name) : Resource(name), IResourceWithWaitSupport, IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithConnectionString
{
    public ReferenceExpression ConnectionStringExpression { get; init; } = ReferenceExpression.Empty;
}

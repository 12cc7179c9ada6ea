using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Valkey;

/// <summary>One server of a cluster, primary or replica.</summary>
public sealed class ValkeyServerResource : ExecutableResource, IResourceWithParent<ValkeyClusterResource>
{
    internal ValkeyServerResource(MemberAddress address, string command, string workingDirectory, ValkeyClusterResource parent)
        : base(address.Name, command, workingDirectory) => (Address, Parent) = (address, parent);

    /// <inheritdoc/>
    public ValkeyClusterResource Parent { get; }

    /// <summary>Where it listens on 127.0.0.1; Valkey's own port while the model is only published.</summary>
    public int Port => Address.Port;

    internal MemberAddress Address { get; }
}

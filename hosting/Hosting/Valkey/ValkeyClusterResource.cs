using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Secrets;

namespace Distribution.Hosting.Valkey;

/// <summary>A Valkey primary with its replicas, Sentinels that choose the primary, and a supervisor that owns all their processes.</summary>
/// <param name="name">The cluster's name, under which the Sentinels know the primary; its members are <c>NAME-1</c> …, <c>NAME-sentinel-1</c> ….</param>
public sealed class ValkeyClusterResource(string name) : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    private readonly List<ValkeyServerResource> _servers = [];
    private readonly List<ValkeySentinelResource> _sentinels = [];

    /// <summary>The servers, in the order of their numbers; which one is the primary changes.</summary>
    public IReadOnlyList<ValkeyServerResource> Servers => _servers;

    /// <summary>The Sentinels, in the order of their numbers.</summary>
    public IReadOnlyList<ValkeySentinelResource> Sentinels => _sentinels;

    /// <summary>Names all Sentinels, and the file with the services' password.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"sentinels={new SentinelHostsReference(this)};service={Name};user={ValkeyUser.App.Name};passwordFile={new SecretFileReference($"{Name}-{ValkeyUser.App.Name}", SecretKind.Password, PasswordFile)}");

    /// <summary>The names of the ACL users; each has a password of its own.</summary>
    public static IReadOnlyList<string> Users { get; } = [.. ValkeyUser.All.Select(user => user.Name)];

    internal string PasswordFile { get; init; } = "";

    internal ValkeyClusterRuntime? Runtime { get; set; }

    internal ClusterLayout Layout => new(Name, [.. _servers.Select(s => s.Address)], [.. _sentinels.Select(s => s.Address)]);

    internal void Add(ValkeyServerResource server) => _servers.Add(server);

    internal void Add(ValkeySentinelResource sentinel) => _sentinels.Add(sentinel);
}

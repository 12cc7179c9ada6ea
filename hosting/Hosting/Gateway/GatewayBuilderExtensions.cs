using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Gateway;
using Distribution.Hosting.Replicas;

namespace Aspire.Hosting;

/// <summary>Adds the door to a topology.</summary>
public static class GatewayBuilderExtensions
{
    /// <summary>Adds a reverse proxy project, reachable from outside.</summary>
    /// <typeparam name="TProject">The project; it takes YARP's configuration from its environment.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">Its name.</param>
    /// <param name="port">Where people find it, unless the topology's ports are random.</param>
    /// <exception cref="Distribution.Machine.Ports.PortInUseException">The port is taken; the message names its holder.</exception>
    public static IResourceBuilder<ProjectResource> AddGateway<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name, int port)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddService<TProject>(name, port)
            .WithExternalHttpEndpoints()
            .WithAnnotation(new GatewayAnnotation());
    }

    /// <summary>Balances over a service's replicas: each is a destination of its own in the cluster that has the service's name.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="replicas">The service.</param>
    public static IResourceBuilder<ProjectResource> WithDestinations(this IResourceBuilder<ProjectResource> gateway, ReplicaSet replicas)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentNullException.ThrowIfNull(replicas);
        foreach (var member in replicas)
        {
            gateway.WithEnvironment(
                $"ReverseProxy__Clusters__{replicas.Resource.Name}__Destinations__{member.Resource.Name}__Address",
                member.GetEndpoint(ReplicaSetBuilderExtensions.Endpoint));
        }

        return gateway.WithRelationship(replicas.Resource, "Reference");
    }
}

using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Replicas;
using Distribution.Hosting.Zones;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Adds services that run as several replicas.</summary>
public static class ReplicaSetBuilderExtensions
{
    /// <summary>The name of a member's endpoint.</summary>
    internal const string Endpoint = "http";

    /// <summary>Where a service says what it needs to serve; in every service by the service defaults.</summary>
    internal const string ReadinessPath = "/readyz";

    /// <summary>
    /// Adds a project as replicas <c>NAME-1</c> to <c>NAME-N</c>, each with an HTTP endpoint of its own, healthy when its <c>/readyz</c> says so.
    /// </summary>
    /// <typeparam name="TProject">The project.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The service's name.</param>
    /// <param name="count">How many, 1 or more.</param>
    public static ReplicaSet AddReplicas<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name, int count)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var set = builder.AddResource(new ReplicaSetResource(name))
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "ReplicaSet", Properties = [], State = KnownResourceStates.Waiting })
            .ExcludeFromManifest();
        List<IResourceBuilder<ProjectResource>> members = [.. Enumerable.Range(1, count).Select(index => AddMember<TProject>(builder, set, index).WithAnnotation(count == 1 ? new Zone(Zone.OfSingles) : Zone.Of(index)))];
        set.Resource.Members = [.. members.Select(member => member.Resource)];
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Services.AddHostedService<ReplicaSetStates>();
        }

        return new ReplicaSet(set, members);
    }

    /// <summary>Gives a resource the addresses of a service's replicas.</summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="replicas">The service.</param>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, ReplicaSet replicas)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(replicas);
        replicas.ForEach(member => builder.WithReference(member));
        return builder;
    }

    private static IResourceBuilder<ProjectResource> AddMember<TProject>(IDistributedApplicationBuilder builder, IResourceBuilder<ReplicaSetResource> set, int index)
        where TProject : IProjectMetadata, new() =>
        builder.AddService<TProject>(string.Create(CultureInfo.InvariantCulture, $"{set.Resource.Name}-{index}"), port: null)
            .WithParentRelationship(set)
            .WithAnnotation(new ReplicaMemberAnnotation(set.Resource, index))
            .WithEnvironment("OTEL_SERVICE_NAME", set.Resource.Name)
            .WithEnvironment("OTEL_RESOURCE_ATTRIBUTES", string.Create(CultureInfo.InvariantCulture, $"service.instance.id={index}"));
}

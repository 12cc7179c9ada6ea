using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Describes resources.</summary>
public static partial class ResourceBuilderExtensions
{
    private const int OK = 200;

    /// <summary>Makes a registered health check part of the resource's health.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="key">The name under which the check is registered.</param>
    /// <exception cref="DistributedApplicationException">It is part of it already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource =>
        builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(known => known.Key == key)
            ? throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' has the health check '{key}' already: add it once.")
            : builder.WithAnnotation(new HealthCheckAnnotation(key));

    /// <summary>Makes the answer to an HTTP GET part of the resource's health.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to get; / by default.</param>
    /// <param name="statusCode">The status that means healthy; 200 by default.</param>
    /// <param name="endpointName">The endpoint to ask; the first HTTP endpoint by default.</param>
    /// <exception cref="DistributedApplicationException">There is no such endpoint, or it does not speak HTTP.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints =>
        builder.WithHttpHealthCheck(endpointName is null ? null : () => builder.GetEndpoint(endpointName), path, statusCode);

    /// <summary>Makes the answer to an HTTP GET part of the resource's health.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="endpointSelector">Gives the endpoint to ask; the first HTTP endpoint by default.</param>
    /// <param name="path">The path to get; / by default.</param>
    /// <param name="statusCode">The status that means healthy; 200 by default.</param>
    /// <exception cref="DistributedApplicationException">There is no such endpoint, or it does not speak HTTP.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = (endpointSelector ?? (() => FirstHttpEndpoint(builder.Resource)))();
        if (!endpoint.Exists || (!endpoint.IsHttp && !endpoint.IsHttps))
        {
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' cannot have an HTTP health check on endpoint '{endpoint.EndpointName}': add that endpoint first, with scheme http or https.");
        }

        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path ?? "/"}_{statusCode ?? OK}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key,
            services => new HttpHealthCheck(services.GetRequiredService<HealthCheckHttp>(), endpoint, path ?? "/", statusCode ?? OK),
            failureStatus: HealthStatus.Unhealthy,
            tags: null));
        return builder.WithHealthCheck(key);
    }

    private static EndpointReference FirstHttpEndpoint(IResourceWithEndpoints resource) =>
        resource.GetEndpoints().FirstOrDefault(endpoint => endpoint.IsHttp || endpoint.IsHttps)
        ?? throw new DistributedApplicationException($"Resource '{resource.Name}' cannot have an HTTP health check: add an endpoint with WithHttpEndpoint first.");
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Replicas;

internal static class ServiceProject
{
    /// <summary>
    /// Adds a project that serves HTTP on a port of its own with nothing before it. Aspire's proxy balances at random over what it hides, and
    /// the workstation garbage collector is for a dozen services that share one machine: the server's takes a heap a core. What a topology is told it is told at its start, so nobody watches files for it.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(this IDistributedApplicationBuilder builder, string name, int? port)
        where TProject : IProjectMetadata, new()
    {
        var leased = builder.Topology().LeasePort(port);
        var service = builder.AddProject<TProject>(name, options => options.ExcludeLaunchProfile = true)
            .WithHttpEndpoint(port: leased, targetPort: leased, name: ReplicaSetBuilderExtensions.Endpoint, isProxied: leased is null ? null : false)
            .WithHttpHealthCheck(ReplicaSetBuilderExtensions.ReadinessPath, endpointName: ReplicaSetBuilderExtensions.Endpoint);
        return builder.ExecutionContext.IsRunMode ? service.WithEnvironment("DOTNET_gcServer", "0").WithEnvironment("DOTNET_hostBuilder__reloadConfigOnChange", "false") : service;
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Network;

namespace Distribution.Hosting.Replicas;

internal static class ServiceProject
{
    /// <summary>
    /// Adds a project that serves HTTP on a port of its own with nothing before it. Aspire's proxy balances at random over what it hides, and
    /// what a dozen services that share one machine need not pay for is left out.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(this IDistributedApplicationBuilder builder, string name, int? port)
        where TProject : IProjectMetadata, new()
    {
        var ports = port is { } usual ? Edge(builder.Topology().LeasePort(usual)) : builder.Topology().LeasePorts(name);
        var service = builder.AddProject<TProject>(name, options => options.ExcludeLaunchProfile = true)
            .WithHttpEndpoint(port: ports?.Port, targetPort: ports?.TargetPort, name: ReplicaSetBuilderExtensions.Endpoint, isProxied: ports is null ? null : false)
            .WithHttpHealthCheck(ReplicaSetBuilderExtensions.ReadinessPath, endpointName: ReplicaSetBuilderExtensions.Endpoint);
        return builder.ExecutionContext.IsRunMode ? service.AsOneOfMany() : service;
    }

    /// <remarks>
    /// The server's garbage collector takes a heap a core. What a topology is told it is told at its start, so nobody watches files for it. Mapping each page of code twice, once to write and once to run, is
    /// a defence of what faces the world, and 7 % of a service's start.
    /// </remarks>
    private static IResourceBuilder<ProjectResource> AsOneOfMany(this IResourceBuilder<ProjectResource> service) => service
        .WithEnvironment("DOTNET_gcServer", "0")
        .WithEnvironment("DOTNET_hostBuilder__reloadConfigOnChange", "false")
        .WithEnvironment("DOTNET_EnableWriteXorExecute", "0");

    // Nobody stands before what people use: their requests are counted from there.
    private static MemberPorts? Edge(int? port) => port is { } leased ? MemberPorts.Direct(leased) : null;
}

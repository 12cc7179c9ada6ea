using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Tests;

/// <summary>What a project's process would find in its environment.</summary>
internal static class ProjectEnvironment
{
    public static async Task<Dictionary<string, string>> OfAsync(IDistributedApplicationBuilder builder, ProjectResource project)
    {
        foreach (var endpoint in builder.Resources.OfType<IResourceWithEndpoints>().SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()))
        {
            endpoint.AllocatedEndpoint ??= new AllocatedEndpoint(endpoint, "127.0.0.1", endpoint.Port ?? 1);
        }

        var context = new EnvironmentCallbackContext(builder.ExecutionContext, project, []);
        foreach (var callback in project.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        var environment = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            environment[name] = value switch
            {
                IValueProvider provider => await provider.GetValueAsync() ?? "",
                _ => value.ToString() ?? "",
            };
        }

        return environment;
    }
}

using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

internal static class ProjectVariables
{
    private const string Urls = "ASPNETCORE_URLS";

    /// <summary>Tells Kestrel where to listen, unless the model has said it.</summary>
    public static void Add(EnvironmentCallbackContext context, ProjectResource project)
    {
        var listens = new ReferenceExpressionBuilder();
        foreach (var endpoint in project.GetEndpoints().Where(endpoint => endpoint.IsHttp || endpoint.IsHttps))
        {
            listens.AppendLiteral(listens.IsEmpty ? string.Empty : ";");
            listens.Append($"{endpoint.Scheme}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (!listens.IsEmpty)
        {
            context.EnvironmentVariables.TryAdd(Urls, listens.Build());
        }
    }
}

using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

/// <summary>The variables in which a resource is told about those that it references, in the forms of Aspire's documentation.</summary>
internal static class ReferenceVariables
{
    public static void AddConnection(EnvironmentCallbackContext context, IResourceWithConnectionString source, string name, bool optional)
    {
        var forms = FormsOf(context.Resource);
        if (forms.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
        {
            context.EnvironmentVariables[source.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}"] = new ConnectionStringReference(source, optional);
        }

        if (forms.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
        {
            var added = source.Annotations.OfType<ConnectionPropertyAnnotation>().Select(part => KeyValuePair.Create(part.Name, part.Value));
            foreach (var (part, value) in source.GetConnectionProperties().Concat(added))
            {
                context.EnvironmentVariables[$"{Encode(name)}_{Encode(part)}".ToUpperInvariant()] = value;
            }
        }
    }

    public static void AddEndpoints(EnvironmentCallbackContext context, EndpointReferenceAnnotation reference, string name)
    {
        var forms = FormsOf(context.Resource);
        foreach (var endpoint in reference.Resource.GetEndpoints())
        {
            if (reference.UseAllEndpoints ? endpoint.ExcludeReferenceEndpoint : !reference.EndpointNames.Contains(endpoint.EndpointName))
            {
                continue;
            }

            if (forms.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                context.EnvironmentVariables[$"{Encode(name)}_{Encode(endpoint.EndpointName)}".ToUpperInvariant()] = endpoint;
            }

            if (forms.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                var index = 0;
                while (!context.EnvironmentVariables.TryAdd($"services__{name}__{endpoint.Scheme}__{index}", endpoint))
                {
                    index++;
                }
            }
        }
    }

    public static void AddService(EnvironmentCallbackContext context, string name, Uri uri)
    {
        var forms = FormsOf(context.Resource);
        if (forms.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
        {
            context.EnvironmentVariables[$"services__{name}__default__0"] = uri.ToString();
        }

        if (forms.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
        {
            context.EnvironmentVariables[Encode(name)] = uri.ToString();
        }
    }

    private static ReferenceEnvironmentInjectionFlags FormsOf(IResource resource) =>
        resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var chosen) ? chosen.Flags : ReferenceEnvironmentInjectionFlags.All;

    private static string Encode(string name)
    {
        var encoded = new StringBuilder(name);
        for (var index = 0; index < encoded.Length; index++)
        {
            if (!char.IsAsciiLetterOrDigit(encoded[index]))
            {
                encoded[index] = '_';
            }
        }

        return encoded.Length > 0 && char.IsAsciiDigit(encoded[0]) ? $"_{encoded}" : encoded.ToString();
    }
}

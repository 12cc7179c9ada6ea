using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Model;

namespace Aspire.Hosting;

/// <summary>Adds values from outside of the model.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter whose value is <c>Parameters:NAME</c> in the configuration.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, [ResourceName] string name, bool secret = false) =>
        builder.AddParameterFromConfiguration(name, KeyOf(name), secret);

    /// <summary>Adds a parameter.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="publishValueAsDefault">Whether publishers may write the value down.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, [ResourceName] string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>Adds a parameter.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="valueGetter">Gives its value, once.</param>
    /// <param name="publishValueAsDefault">Whether publishers may write the value down.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <exception cref="ArgumentException">A secret was to be written down.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, [ResourceName] string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        if (publishValueAsDefault && secret)
        {
            throw new ArgumentException($"Parameter '{name}' is a secret, which publishers must not write down: leave publishValueAsDefault false.", nameof(secret));
        }

        ArgumentNullException.ThrowIfNull(valueGetter);
        return builder.Add(new ParameterResource(name, _ => valueGetter(), secret) { Default = publishValueAsDefault ? new ConstantParameterDefault(valueGetter) : null });
    }

    /// <summary>Adds a parameter.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="value">Gives its value unless <c>Parameters:NAME</c> is configured.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <param name="persist">Whether later runs get the same value; it is kept in the state folder, in a file of mode 0600.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, [ResourceName] string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        var values = Values(builder);
        return builder.Add(new ParameterResource(name, fallback => values.Find(name, KeyOf(name), fallback, persist), secret) { Default = value });
    }

    /// <summary>Adds a parameter whose value is at another place in the configuration.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="configurationKey">The place.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false)
    {
        var values = Values(builder);
        return builder.Add(new ParameterResource(name, _ => values.Find(name, configurationKey, fallback: null, persist: false), secret));
    }

    /// <summary>Adds a connection string whose value is <c>ConnectionStrings:NAME</c> in the configuration.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="environmentVariableName">The variable it is handed over in; <c>ConnectionStrings__NAME</c> by default.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder, [ResourceName] string name, string? environmentVariableName = null)
    {
        var values = Values(builder);
        var resource = new ConfiguredConnectionString(name, _ => values.Find(name, $"ConnectionStrings:{name}", fallback: null, persist: false), environmentVariableName);
        return builder.AddResource(resource).WithInitialState(Shown(resource));
    }

    /// <summary>Says what a parameter is for.</summary>
    /// <param name="builder">The parameter.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="enableMarkdown">Whether the description is Markdown.</param>
    public static IResourceBuilder<ParameterResource> WithDescription(this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        ArgumentNullException.ThrowIfNull(description);
        builder.Resource.Description = description;
        builder.Resource.EnableDescriptionMarkdown = enableMarkdown;
        return builder;
    }

    private static string KeyOf(string name) => $"Parameters:{name}";

    private static ParameterValues Values(IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new ParameterValues(builder.Configuration);
    }

    private static IResourceBuilder<ParameterResource> Add(this IDistributedApplicationBuilder builder, ParameterResource parameter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(parameter).WithInitialState(Shown(parameter));
    }

    private static CustomResourceSnapshot Shown(ParameterResource parameter) => new()
    {
        ResourceType = parameter.IsConnectionString ? "ConnectionString" : "Parameter",
        Properties = [new(CustomResourceKnownProperties.Source, parameter.IsConnectionString ? $"ConnectionStrings:{parameter.Name}" : KeyOf(parameter.Name))],
        State = KnownResourceStates.Running,
    };
}

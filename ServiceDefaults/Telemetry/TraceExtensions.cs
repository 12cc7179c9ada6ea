using Distribution.ServiceDefaults.Health;
using Microsoft.AspNetCore.Builder;

namespace Distribution.ServiceDefaults.Telemetry;

/// <summary>What is traced of an endpoint.</summary>
public static class TraceExtensions
{
    /// <summary>Keeps the endpoint's requests out of the traces: what services ask all the time by themselves would bury the rest.</summary>
    /// <typeparam name="TBuilder">The kind of the endpoint's builder.</typeparam>
    /// <param name="builder">The endpoint.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder WithoutTraces<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
        => builder.WithMetadata(UntracedMetadata.Instance);
}

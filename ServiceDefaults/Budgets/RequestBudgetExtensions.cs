using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.ServiceDefaults.Budgets;

/// <summary>Budgets of single endpoints.</summary>
public static class RequestBudgetExtensions
{
    /// <summary>Gives the endpoint a budget of its own.</summary>
    /// <typeparam name="TBuilder">The kind of the endpoint's builder.</typeparam>
    /// <param name="builder">The endpoint.</param>
    /// <param name="total">Time from arrival to answer or refusal.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder WithRequestBudget<TBuilder>(this TBuilder builder, TimeSpan total)
        where TBuilder : IEndpointConventionBuilder
        => builder.WithMetadata(new RequestBudgetMetadata(total));

    /// <summary>Takes the budget from the endpoint: it bounds itself, as a proxy or a stream does.</summary>
    /// <typeparam name="TBuilder">The kind of the endpoint's builder.</typeparam>
    /// <param name="builder">The endpoint.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder WithoutRequestBudget<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
        => builder.WithMetadata(new RequestBudgetMetadata(null));

    internal static void AddRequestBudget(this WebApplicationBuilder builder)
        => builder.Services.AddOptions<RequestBudgetOptions>()
            .Bind(builder.Configuration.GetSection(RequestBudgetOptions.Section))
            .Validate(
                options => options.Refusal >= TimeSpan.Zero && options.Total > options.Refusal,
                "RequestBudget:Total must be longer than RequestBudget:Refusal, which must not be negative.")
            .ValidateOnStart();
}

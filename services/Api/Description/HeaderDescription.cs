using Distribution.Api.Idempotency;
using Distribution.Api.Paging;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Distribution.Api.Description;

/// <summary>Describes the headers and query parameters that endpoints take from the request themselves.</summary>
internal sealed class HeaderDescription : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var method = context.Description.HttpMethod;
        if (method == HttpMethods.Post)
        {
            Add(operation, ParameterLocation.Header, IdempotencyDefaults.Header, true, "New for each thing to do, the same when repeating it; 1 to 255 visible ASCII characters");
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<PagedMetadata>().Any())
        {
            Add(operation, ParameterLocation.Query, "limit", false, $"1 to {Page.MostItems}, {Page.DefaultLimit} by default");
            Add(operation, ParameterLocation.Query, "after", false, "nextCursor of the page before");
        }

        return Task.CompletedTask;
    }

    private static void Add(OpenApiOperation operation, ParameterLocation location, string name, bool required, string description)
        => (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name,
            In = location,
            Required = required,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
}

using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Distribution.Api.Description;

/// <summary>Says that every operation needs a token.</summary>
internal sealed class TokenDescription : IOpenApiDocumentTransformer
{
    private const string Name = "token";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.AddComponent(Name, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A token of POST /token.",
        });
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Name, document)] = [] }];
        return Task.CompletedTask;
    }
}

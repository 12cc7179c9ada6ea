using System.Net.Mime;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Distribution.Api.Description;

/// <summary>
/// The OpenAPI document. It is the same for everybody and takes far longer to make than a request's budget is meant for, so it is made once, and whoever
/// cannot wait for that finds it there the next time.
/// </summary>
internal sealed class ApiDescription(IServiceProvider services)
{
    public const string Path = "/openapi/v1.json";
    private const string Name = "v1";

    private readonly Lazy<Task<byte[]>> _document = new(() => MakeAsync(services));

    public static void Add(IServiceCollection services)
    {
        services.AddOpenApi(Name, options => options
            .AddDocumentTransformer<TokenDescription>()
            .AddOperationTransformer<HeaderDescription>());
        services.AddSingleton<ApiDescription>();
    }

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, AnswerAsync).ExcludeFromDescription().AllowAnonymous();

    private static async Task<IResult> AnswerAsync(HttpContext context, ApiDescription description)
        => TypedResults.Bytes(await description._document.Value.WaitAsync(context.RequestAborted), MediaTypeNames.Application.Json);

    private static async Task<byte[]> MakeAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        var document = await Task.Run(() => provider.GetOpenApiDocumentAsync());
        using var content = new MemoryStream();
        await document.SerializeAsJsonAsync(content, OpenApiSpecVersion.OpenApi3_1);
        return content.ToArray();
    }
}

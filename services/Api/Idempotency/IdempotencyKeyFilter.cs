using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Idempotency;

/// <summary>Lets no POST through without a key.</summary>
internal sealed class IdempotencyKeyFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return !HttpMethods.IsPost(request.Method) || IsKey(request.Headers[IdempotencyDefaults.Header])
            ? next(context)
            : ValueTask.FromResult<object?>(Refusal.Invalid(
                IdempotencyDefaults.Header,
                $"must be sent once, 1 to {IdempotencyDefaults.LongestKey} visible ASCII characters: a new one for each thing to do, the same one when repeating it").ToResult());
    }

    private static bool IsKey(Microsoft.Extensions.Primitives.StringValues values)
        => values is [{ Length: > 0 and <= IdempotencyDefaults.LongestKey } key] && key.All(character => character is > ' ' and <= '~');
}

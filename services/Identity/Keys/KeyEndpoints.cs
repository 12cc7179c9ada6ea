using Distribution.ServiceDefaults.Authentication;
using Distribution.ServiceDefaults.Telemetry;
using Distribution.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Distribution.Identity.Keys;

/// <summary>What is published of keys, and what operators may do to them. Rotating twice makes one more key; withdrawing twice changes nothing.</summary>
internal static class KeyEndpoints
{
    private const string Json = "application/json";

    /// <summary>Names of keys are 43 characters long.</summary>
    private const int LongestKeyId = 64;

    public static void MapKeys(this WebApplication app)
    {
        app.MapGet(KeyPaths.Published, (KeyStore keys) => Results.Text(keys.Ledger.Published.ToJson(), Json)).AllowAnonymous().WithoutTraces();
        app.MapGet(KeyPaths.Revoked, (KeyStore keys) => Results.Text(keys.Ledger.Withdrawn.ToJson(), Json)).AllowAnonymous().WithoutTraces();

        var operators = app.MapGroup("/keys").RequireRole(IdentityDefaults.KeyRole);
        operators.MapGet("", (KeyStore keys) => TypedResults.Ok(KeyList.Of(keys.Ledger)));
        operators.MapPost("", RotateAsync).AddEndpointFilter(RefuseGivenAsync);
        operators.MapPost("/{kid}/withdraw", WithdrawAsync).AddEndpointFilter(RefuseGivenAsync);
    }

    private static async ValueTask<object?> RefuseGivenAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        call.HttpContext.RequestServices.GetRequiredService<KeyStore>().AreOwn
            ? await next(call)
            : TypedResults.Problem(GivenKeys.Remedy, statusCode: StatusCodes.Status409Conflict, title: "The keys are given");

    private static async Task<Created<KeyDescription>> RotateAsync(HttpContext context, KeyStore keys, TimeProvider time, ILogger<KeyStore> logger)
    {
        var actor = context.User.Identity!.Name!;
        var ledger = await keys.ChangeAsync((before, fresh) => before.Pruned(time.GetUtcNow()).Rotate(fresh, actor, time.GetUtcNow()), context.RequestAborted);
        KeyLog.Rotated(logger, actor, ledger.Current.KeyId);
        return TypedResults.Created("/keys", KeyDescription.Of(ledger.Current));
    }

    private static async Task<Results<Ok<KeyDescription>, ProblemHttpResult>> WithdrawAsync(string kid, HttpContext context, KeyStore keys, TimeProvider time, ILogger<KeyStore> logger)
    {
        var actor = context.User.Identity!.Name!;
        if (kid.Length > LongestKeyId || keys.Ledger.Find(kid) is not { } known)
        {
            return TypedResults.Problem("No key of that name is there; GET /keys names them.", statusCode: StatusCodes.Status404NotFound, title: "No such key");
        }

        var ledger = await keys.ChangeAsync((before, fresh) => before.Find(kid) is { } key ? before.Withdraw(key, fresh, actor, time.GetUtcNow()) : before, context.RequestAborted);
        if (known.State != KeyState.Withdrawn)
        {
            KeyLog.Withdrawn(logger, actor, kid);
        }

        return TypedResults.Ok(KeyDescription.Of(ledger.Find(kid) ?? known));
    }
}

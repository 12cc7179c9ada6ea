using Distribution.ServiceDefaults.Authentication;

namespace Distribution.Api.Callers;

internal static class CallerExtensions
{
    /// <summary>The user of a public endpoint, as the token says.</summary>
    public static Caller Caller(this HttpContext context)
    {
        if (context.Features.Get<Caller>() is not { } caller)
        {
            caller = new(context.Name(), [.. context.User.FindAll(TokenScheme.RoleClaim).Select(role => role.Value)]);
            context.Features.Set(caller);
        }

        return caller;
    }

    /// <summary>The service that calls an internal endpoint.</summary>
    public static string Service(this HttpContext context) => context.Name();

    private static string Name(this HttpContext context)
        => context.User.Identity?.Name ?? throw new InvalidOperationException($"{context.Request.Path} is mapped without saying who may call it.");
}

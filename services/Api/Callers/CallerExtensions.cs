namespace Distribution.Api.Callers;

internal static class CallerExtensions
{
    public static Caller Caller(this HttpContext context)
        => context.Features.Get<Caller>() ?? throw new InvalidOperationException($"{context.Request.Path} is mapped without {nameof(CallerFilter)}.");
}

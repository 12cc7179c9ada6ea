using Distribution.Gateway.Limits;
using Microsoft.AspNetCore.Diagnostics;
using Yarp.ReverseProxy.Forwarder;

namespace Distribution.Gateway.Problems;

/// <summary>Says in words why a request was not forwarded. Answers of replicas pass untouched, also those without a body.</summary>
internal sealed class ForwardingProblemMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        await next(context);

        if (context.Features.Get<IForwarderErrorFeature>() is { } failure)
        {
            await context.AnswerAsync(IsTooLarge(failure.Exception)
                ? GatewayProblem.TooLarge(context.MaxBodySize)
                : GatewayProblem.NotForwarded(failure.Error));
        }
    }

    /// <summary>Kestrel stops reading at the limit; the forwarder reports that together with what it did to the replica's request.</summary>
    private static bool IsTooLarge(Exception? failure) => failure switch
    {
        null => false,
        BadHttpRequestException bad => bad.StatusCode == StatusCodes.Status413PayloadTooLarge,
        AggregateException several => several.InnerExceptions.Any(IsTooLarge),
        _ => IsTooLarge(failure.InnerException),
    };
}

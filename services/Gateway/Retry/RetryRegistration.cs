using System.Net;
using Yarp.ReverseProxy.Transforms;

namespace Distribution.Gateway.Retry;

internal static class RetryRegistration
{
    public static void AddRetry(this IServiceCollection services)
    {
        services.AddSingleton(Random.Shared);
        services.AddSingleton<Vitals>();
        services.AddSingleton<Repeats>();
        services.AddOptions<RetryOptions>().BindConfiguration(RetryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
    }

    /// <summary>Holds back the answer of a replica that cannot serve, while another one may; an answer that is let through ends the attempt's time-out.</summary>
    public static IReverseProxyBuilder AddAnswerHolding(this IReverseProxyBuilder proxy) => proxy.AddTransforms(transforms =>
        transforms.AddResponseTransform(answer =>
        {
            if (answer is { ProxyResponse: { } response } && answer.HttpContext.Features.Get<Attempt>() is { } attempt)
            {
                attempt.Answered(IsOutOfService(response.StatusCode));
                answer.SuppressResponseBody = attempt.IsAnswerHeld;
            }

            return default;
        }));

    /// <summary>A draining replica, or one without its database, says so with these.</summary>
    private static bool IsOutOfService(HttpStatusCode status) => status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable;
}

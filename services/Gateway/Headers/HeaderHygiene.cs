using Yarp.ReverseProxy.Transforms;

namespace Distribution.Gateway.Headers;

/// <summary>Sets X-Forwarded-For, -Proto and -Host from the connection, and keeps from clients what is none of their business. The request's id is the one it has here, whatever a replica makes of it.</summary>
internal static class HeaderHygiene
{
    private const string RequestId = "X-Request-Id";

    private static readonly string[] NotToClients = ["Server", "X-Powered-By"];

    public static IReverseProxyBuilder AddHeaderHygiene(this IReverseProxyBuilder proxy) => proxy.AddTransforms(transforms =>
    {
        transforms.AddXForwarded(ForwardedTransformActions.Set);
        transforms.AddResponseTransform(answer =>
        {
            IEnumerable<string> nominated = answer.ProxyResponse is { } response ? response.Headers.Connection : [];
            foreach (var name in NotToClients.Concat(nominated))
            {
                answer.HttpContext.Response.Headers.Remove(name);
            }

            answer.HttpContext.Response.Headers[RequestId] = answer.HttpContext.TraceIdentifier;
            return default;
        });
    });
}

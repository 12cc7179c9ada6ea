using Microsoft.AspNetCore.Http.Features;

namespace Distribution.Gateway.Limits;

internal static class BodySize
{
    extension(HttpContext context)
    {
        /// <summary>Bytes that this request's body may have; null for no limit.</summary>
        public long? MaxBodySize => context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
    }
}

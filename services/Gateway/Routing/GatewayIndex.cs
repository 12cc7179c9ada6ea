namespace Distribution.Gateway.Routing;

/// <summary><c>GET /</c>: what this address is and where its API is described.</summary>
internal static class GatewayIndex
{
    private static readonly IndexDocument Document = new("distribution", PublicRoutes.Prefixes);

    public static void MapIndex(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/", () => Document);

    internal sealed record IndexDocument(string Name, IReadOnlyList<string> Paths);
}

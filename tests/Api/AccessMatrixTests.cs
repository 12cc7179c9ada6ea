using System.Net;
using Microsoft.AspNetCore.Routing;

namespace Distribution.Api.Tests;

/// <summary>Every endpoint with every role, with none, as a service, without a token, with one that is over, and with a forged one.</summary>
public sealed class AccessMatrixTests(AccessServers servers)
{
    private const string Service = "service";
    private const string None = "none";
    private const string Id = "00000000-0000-7000-8000-000000000000";

    private static readonly string[] Everybody = ["requester", "approver", "auditor", "operator", None];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["GET /policies"] = Everybody,
        ["GET /policies/{name}"] = Everybody,
        ["PUT /policies/{name}"] = ["operator"],
        ["DELETE /policies/{name}"] = ["operator"],
        ["POST /requests"] = ["requester"],
        ["GET /requests"] = Everybody,
        ["GET /requests/{id:guid}"] = Everybody,
        ["POST /requests/{id:guid}/approve"] = ["approver"],
        ["POST /requests/{id:guid}/deny"] = ["approver"],
        ["GET /grants"] = Everybody,
        ["GET /grants/{id:guid}"] = Everybody,
        ["GET /grants/{id:guid}/check"] = Everybody,
        ["POST /grants/{id:guid}/use"] = ["requester"],
        ["POST /grants/{id:guid}/revoke"] = ["requester", "approver", "operator"],
        ["POST /grants/{id:guid}/review"] = ["approver"],
        ["POST /internal/sweeps"] = [Service],
        ["POST /internal/reviews"] = [Service],
        ["POST /internal/grants/{id:guid}/provision"] = [Service],
        ["POST /internal/grants/{id:guid}/withdraw"] = [Service],
    };

    private static readonly string[] Open = ["GET /healthz", "GET /readyz", "GET /openapi/v1.json"];

    public static TheoryData<string> Endpoints => [.. Allowed.Keys];

    [Fact]
    public void Every_endpoint_that_is_mapped_is_in_the_matrix()
    {
        var mapped = servers.One.Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"));

        Assert.Equal(Allowed.Keys.Concat(Open).Order(), mapped.Order());
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Endpoint_is_open_to_its_roles_and_to_nobody_else(string endpoint)
    {
        foreach (var role in (string[])[.. Everybody, Service])
        {
            var answer = await SendAsync(endpoint, role == Service
                ? Tokens.Issuer.ServiceToken()
                : Tokens.Issuer.UserToken("matrix", role == None ? [] : [role]));

            if (Allowed[endpoint].Contains(role))
            {
                Assert.True(answer.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)answer.Status < 500, $"{role}: {answer}");
            }
            else
            {
                answer.IsProblem(HttpStatusCode.Forbidden, "not-allowed");
                Assert.True(role == Service || Allowed[endpoint].All(needed => answer["detail"].Contains(needed)), $"{role}: {answer}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Endpoint_is_closed_without_a_token_that_holds(string endpoint)
    {
        string[] all = ["requester", "approver", "auditor", "operator", Service];

        (await SendAsync(endpoint, null)).IsProblem(HttpStatusCode.Unauthorized, "no-token");
        (await SendAsync(endpoint, Tokens.Issuer.ExpiredToken("matrix", all))).IsProblem(HttpStatusCode.Unauthorized, "bad-token");
        (await SendAsync(endpoint, Tokens.Issuer.ForgedToken("matrix", all))).IsProblem(HttpStatusCode.Unauthorized, "bad-token");
    }

    [Fact]
    public async Task User_with_the_role_of_a_service_is_no_service()
        => (await SendAsync("POST /internal/sweeps", Tokens.Issuer.UserToken("mallory", Service))).IsProblem(HttpStatusCode.Forbidden, "not-allowed");

    [Fact]
    public async Task Development_headers_of_before_mean_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/policies");
        request.Headers.Add("X-Development-User", "ada");

        using var response = await servers.One.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private Task<Answered> SendAsync(string endpoint, string? token)
    {
        var (method, path) = endpoint.Split(' ') is [var first, var second] ? (first, second) : throw new InvalidOperationException(endpoint);
        var address = path.Replace("{id:guid}", Id, StringComparison.Ordinal).Replace("{name}", "never-made", StringComparison.Ordinal);
        return new Person(servers.One.Client, "matrix", token).SendAsync(new(method), address, null, method == "POST" ? $"{Guid.NewGuid()}" : null);
    }
}

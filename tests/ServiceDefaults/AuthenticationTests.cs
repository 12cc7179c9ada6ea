using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Servers;
using Distribution.ServiceDefaults.Authentication;
using Distribution.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distribution.ServiceDefaults.Tests;

public sealed class AuthenticationTests : IAsyncLifetime
{
    private readonly TestIssuer _issuer = new();
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await RunningService.StartAsync(
        builder => builder.AddTokenAuthentication(),
        app =>
        {
            app.UseTokenAuthentication();
            app.MapGet("/anybody", () => "open").AllowAnonymous();
            app.MapGet("/users", (HttpContext context) => context.User.Identity!.Name!).RequireCaller();
            app.MapGet("/approvers", (HttpContext context) => context.User.IsInRole("approver")).RequireRole("approver", "operator");
            app.MapGet("/internal/services", (HttpContext context) => context.User.Identity!.Name!).RequireService();
            app.MapGet("/forgotten", () => "secret");
        },
        [.. _issuer.Configuration.Select(setting => (setting.Key, setting.Value))]);

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _issuer.Dispose();
    }

    [Theory]
    [InlineData("/users")]
    [InlineData("/approvers")]
    [InlineData("/internal/services")]
    [InlineData("/forgotten")]
    public async Task Request_without_a_token_is_told_to_bring_one(string path)
    {
        var (answer, problem) = await AskAsync(path, null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.EndsWith("no-token", problem.GetProperty("type").GetString());
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().ToString());
    }

    [Fact]
    public async Task Request_with_another_scheme_is_one_without_a_token()
    {
        var (answer, problem) = await AskAsync("/users", "Basic YTpi");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.EndsWith("no-token", problem.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Token_that_is_expired_or_forged_or_none_is_refused_with_the_reason()
    {
        string[] tokens = [_issuer.ExpiredToken("requester"), _issuer.ForgedToken("requester", "approver"), "nonsense", ""];
        foreach (var token in tokens)
        {
            var (answer, problem) = await AskAsync("/approvers", $"Bearer {token}");

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.EndsWith(token.Length == 0 ? "token" : "bad-token", problem.GetProperty("type").GetString());
            if (token.Length > 0)
            {
                Assert.StartsWith("Bearer error=\"invalid_token\"", answer.Headers.WwwAuthenticate.Single().ToString());
                Assert.DoesNotContain(token, problem.GetRawText());
            }
        }

        var (_, expired) = await AskAsync("/users", $"Bearer {tokens[0]}");
        Assert.Contains("expired", expired.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Two_authorization_fields_are_refused_though_both_are_good()
    {
        var token = $"Bearer {_issuer.UserToken("requester")}";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/users");
        request.Headers.TryAddWithoutValidation("Authorization", new[] { token, token });
        using var answer = await _service.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Caller_is_whom_the_token_names()
    {
        Assert.Equal("requester", await TextAsync("/users", _issuer.UserToken("requester", "requester")));
        Assert.Equal("bearer-is-any-case", await TextAsync("/users", _issuer.UserToken("bearer-is-any-case"), "bEARER"));
        Assert.Equal("true", await TextAsync("/approvers", _issuer.UserToken("approver", "approver")));
        Assert.Equal("false", await TextAsync("/approvers", _issuer.UserToken("operator", "operator")));
        Assert.Equal("worker", await TextAsync("/internal/services", _issuer.ServiceToken("worker")));
        Assert.Equal("open", await _service.Client.GetStringAsync("/anybody"));
    }

    [Fact]
    public async Task Caller_without_the_role_is_told_which_would_do()
    {
        var (answer, problem) = await AskAsync("/approvers", $"Bearer {_issuer.UserToken("requester", "requester")}");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.EndsWith("not-allowed", problem.GetProperty("type").GetString());
        Assert.Equal("The role 'approver' or 'operator' is needed; 'requester' has 'requester'.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task User_does_not_pass_as_a_service_nor_a_service_as_a_user()
    {
        var (user, _) = await AskAsync("/internal/services", $"Bearer {_issuer.UserToken("somebody", "service", "operator")}");
        var (service, problem) = await AskAsync("/users", $"Bearer {_issuer.ServiceToken()}");
        var (role, _) = await AskAsync("/approvers", $"Bearer {_issuer.ServiceToken()}");

        Assert.Equal(HttpStatusCode.Forbidden, user.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, service.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, role.StatusCode);
        Assert.Contains("'distribution'", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Endpoint_that_does_not_say_who_may_call_it_is_closed_and_an_unknown_path_is_not_found()
    {
        var (closed, _) = await AskAsync("/forgotten", $"Bearer {_issuer.UserToken("operator", "operator", "auditor", "approver")}");
        using var unknown = await _service.Client.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Probes_need_no_token()
    {
        using var alive = await _service.Client.GetAsync("/healthz");
        var ready = await _service.Client.GetStringAsync("/readyz");

        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Contains("token-keys", ready);
    }

    [Fact]
    public void Authentication_brings_no_key_ring_which_would_be_written_to_the_home_folder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddTokenAuthentication();

        Assert.DoesNotContain(builder.Services, service => service.ServiceType.FullName!.Contains("DataProtection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Service_without_keys_and_without_identity_does_not_start_and_says_what_to_set()
    {
        using var folder = new TemporaryFolder();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningService.StartAsync(
            builder => builder.AddTokenAuthentication(), null, ("Tokens:KeysFile", folder["none.json"])));

        Assert.Contains("services__identity-1__http__0", failure.Message);
        Assert.Contains("Tokens__KeysFile", failure.Message);
    }

    [Fact]
    public async Task Service_that_never_heard_of_keys_is_not_ready_and_asks_to_come_again()
    {
        using var folder = new TemporaryFolder();
        await using var service = await RunningService.StartAsync(
            builder => builder.AddTokenAuthentication(),
            app =>
            {
                app.UseTokenAuthentication();
                app.MapGet("/users", () => "").RequireCaller();
            },
            ("Tokens:KeysFile", folder["none.json"]), ("services:identity-1:http:0", "http://127.0.0.1:1"));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/users") { Headers = { Authorization = new("Bearer", _issuer.UserToken("requester")) } };
        using var answer = await service.Client.SendAsync(request);
        using var ready = await service.Client.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Retry-After"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    [Fact]
    public async Task Key_added_to_the_file_is_known_at_its_first_token()
    {
        using var next = SigningKey.Create();
        var known = JsonWebKeySet.Parse(await File.ReadAllTextAsync(_issuer.KeysFile));
        await File.WriteAllTextAsync(_issuer.KeysFile, new JsonWebKeySet([.. known.Keys, next.ToJwk()]).ToJson());

        Assert.Equal("requester", await TextAsync("/users", new TokenSigner(next, TimeProvider.System).SignUser("requester", [])));
    }

    private async Task<(HttpResponseMessage Answer, JsonElement Problem)> AskAsync(string path, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        var answer = await _service.Client.SendAsync(request);
        return (answer, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task<string> TextAsync(string path, string token, string scheme = "Bearer")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue(scheme, token) } };
        using var answer = await _service.Client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}

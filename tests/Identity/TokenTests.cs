using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Distribution.Identity.Users;
using Distribution.Tokens;

namespace Distribution.Identity.Tests;

public sealed class TokenTests(IdentityPostgres postgres, SharedIdentity shared) : IClassFixture<SharedIdentity>
{
    private readonly RunningIdentity _identity = shared.Identity;

    [Theory]
    [InlineData("requester", "requester")]
    [InlineData("requester-2", "requester")]
    [InlineData("approver", "approver")]
    [InlineData("approver-2", "approver")]
    [InlineData("auditor", "auditor")]
    [InlineData("operator", "operator,requester")]
    public async Task User_of_the_file_gets_a_token_with_the_roles(string name, string roles)
    {
        using var answer = await _identity.AskAsync(("grant_type", "password"), ("username", name), ("password", _identity.PasswordOf(name)));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(900, body.GetProperty("expires_in").GetInt32());
        var verdict = new TokenVerifier(_identity.Get<IVerificationKeys>(), TimeProvider.System).Verify(body.GetProperty("access_token").GetString()!);
        Assert.True(verdict.IsValid, verdict.Reason);
        Assert.Equal(name, verdict.Claims.Subject);
        Assert.Equal(roles.Split(','), verdict.Claims.Roles);
        Assert.Equal("distribution", verdict.Claims.Audience);
    }

    [Fact]
    public async Task Service_gets_a_token_for_the_inside()
    {
        using var answer = await _identity.Client.PostAsJsonAsync("/token", new { grant_type = "client_credentials", client_id = "worker", client_secret = RunningIdentity.ClientSecret });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(600, body.GetProperty("expires_in").GetInt32());
        var verdict = new TokenVerifier(_identity.Get<IVerificationKeys>(), TimeProvider.System).Verify(body.GetProperty("access_token").GetString()!);
        Assert.Equal(("worker", "internal", "service"), (verdict.Claims!.Subject, verdict.Claims.Audience, Assert.Single(verdict.Claims.Roles)));
    }

    [Fact]
    public async Task Wrong_password_unknown_user_and_disabled_user_get_the_same_answer_for_the_same_work_and_a_record_each()
    {
        await postgres.Server.ExecuteAsync($"INSERT INTO users (name, password_hash, roles, disabled_at) VALUES ('former', '{PasswordHash.Of("right")}', ARRAY['auditor'], now())", shared.Database);
        var work = _identity.Get<PasswordWork>();
        var before = work.Done;

        var answers = new List<string>();
        foreach (var (name, password) in new[] { ("requester", "wrong"), ("nobody", "wrong"), ("former", "right"), ("No User; DROP TABLE users", "wrong") })
        {
            using var answer = await _identity.AskAsync(("grant_type", "password"), ("username", name), ("password", password));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("invalid_grant", problem.GetProperty("error").GetString());
            answers.Add(problem.GetProperty("detail").GetString()! + problem.GetProperty("type").GetString());
        }

        Assert.Single(answers.Distinct());
        Assert.Equal(4, work.Done - before);
        Assert.Equal(4L, await postgres.Server.ExecuteAsync("SELECT count(*) FROM outbox WHERE payload LIKE '%login.refused%' AND key IN ('user/requester', 'user/nobody', 'user/former', 'user/unnameable')", shared.Database));
        Assert.Equal(0L, await postgres.Server.ExecuteAsync("SELECT count(*) FROM outbox WHERE payload LIKE '%DROP TABLE%' OR payload LIKE '%wrong\"%'", shared.Database));
    }

    [Fact]
    public async Task Wrong_secret_unknown_service_and_unprotected_secret_get_the_same_refusal()
    {
        var answers = new List<string?>();
        foreach (var (client, secret) in new[] { ("worker", "wrong"), ("worker", RunningIdentity.ClientSecret[..^1]), ("nobody", RunningIdentity.ClientSecret) })
        {
            using var answer = await _identity.AskAsync(("grant_type", "client_credentials"), ("client_id", client), ("client_secret", secret));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            answers.Add((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error_description").GetString());
        }

        File.SetUnixFileMode(_identity.Folder["worker"], UnixFileMode.UserRead | UnixFileMode.OtherRead);
        using var unprotected = await _identity.AskAsync(("grant_type", "client_credentials"), ("client_id", "worker"), ("client_secret", RunningIdentity.ClientSecret));

        File.SetUnixFileMode(_identity.Folder["worker"], UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(HttpStatusCode.Unauthorized, unprotected.StatusCode);
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Guesses_at_one_user_are_slowed_down_and_those_at_another_are_not()
    {
        HttpStatusCode status = default;
        for (var guess = 0; guess < 5 * Logins.GuessLimit.Burst && status != HttpStatusCode.TooManyRequests; guess++)
        {
            using var answer = await _identity.AskAsync(("grant_type", "password"), ("username", "approver"), ("password", $"guess {guess}"));
            status = answer.StatusCode;
        }

        using var right = await _identity.AskAsync(("grant_type", "password"), ("username", "approver"), ("password", _identity.PasswordOf("approver")));

        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.InRange(right.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 6);
        Assert.NotEmpty(await _identity.SignInAsync("approver-2"));
    }

    [Theory]
    [InlineData("", "application/json", "Content-Type|JSON")]
    [InlineData("[]", "application/json", "object")]
    [InlineData("{", "application/json", "JSON")]
    [InlineData("""{"grant_type":"password","grant_type":"password"}""", "application/json", "JSON")]
    [InlineData("""{"grant_type":1}""", "application/json", "'grant_type'")]
    [InlineData("""{"grant_type":null}""", "application/json", "'grant_type'")]
    [InlineData("""{"grant_type":"refresh_token"}""", "application/json", "'grant_type'")]
    [InlineData("""{"grant_type":"password"}""", "application/json", "'username'")]
    [InlineData("""{"grant_type":"password","username":"requester"}""", "application/json", "'password'")]
    [InlineData("""{"grant_type":"password","username":["requester"],"password":"x"}""", "application/json", "'username'")]
    [InlineData("""{"grant_type":"password","username":"requester","password":{"a":1}}""", "application/json", "'password'")]
    [InlineData("""{"grant_type":"password","username":"a\u0000b","password":"x"}""", "application/json", "'username'")]
    [InlineData("""{"grant_type":"password","username":"a\r\nX-Injected: 1","password":"x"}""", "application/json", "'username'")]
    [InlineData("""{"grant_type":"password","username":"\ud800","password":"x"}""", "application/json", "JSON")]
    [InlineData("""{"grant_type":"client_credentials","client_secret":"x"}""", "application/json", "'client_id'")]
    [InlineData("""{"grant_type":"client_credentials","client_id":"x"}""", "application/json", "'client_secret'")]
    [InlineData("grant_type=password&username=a&username=b&password=x", "application/x-www-form-urlencoded", "'username'")]
    [InlineData("grant_type=password&username=%00&password=x", "application/x-www-form-urlencoded", "'username'")]
    [InlineData("grant_type=password&username=a", "application/x-www-form-urlencoded", "'password'")]
    [InlineData("a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1&l=1&m=1&n=1&o=1&p=1&q=1&r=1", "application/x-www-form-urlencoded", "form")]
    [InlineData("grant_type=password", "text/plain", "Content-Type")]
    public async Task Request_that_is_wrong_is_told_in_which_field(string body, string type, string named)
    {
        using var answer = await _identity.Client.PostAsync("/token", new StringContent(body, Encoding.UTF8, type));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(named.Split('|'), word => problem.GetProperty("detail").GetString()!.Contains(word));
    }

    [Fact]
    public async Task Field_or_body_that_is_too_long_is_refused()
    {
        using var field = await _identity.AskAsync(("grant_type", "password"), ("username", new string('a', 257)), ("password", "x"));
        using var body = await _identity.AskAsync(("grant_type", "password"), ("username", "a"), ("password", new string('x', 9000)));
        using var bytes = await _identity.Client.PostAsync("/token", new ByteArrayContent([0x7B, 0xFF, 0xFE]) { Headers = { { "Content-Type", "application/json" } } });

        Assert.Contains("'username'", (await field.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
        Assert.All([field, body, bytes], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
    }

    [Fact]
    public async Task Users_file_is_private_and_users_are_made_once()
    {
        await _identity.StopAsync();
        await _identity.StartAgainAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_identity.UsersFile));
        Assert.Equal(6L, await postgres.Server.ExecuteAsync("SELECT count(*) FROM users WHERE name <> 'former'", shared.Database));
        Assert.Equal(6L, await postgres.Server.ExecuteAsync("SELECT count(*) FROM outbox WHERE payload LIKE '%user.seeded%'", shared.Database));
        Assert.Equal(0L, await postgres.Server.ExecuteAsync($"SELECT count(*) FROM users WHERE password_hash LIKE '%{_identity.PasswordOf("requester")}%'", shared.Database));
        Assert.NotEmpty(await _identity.SignInAsync("requester"));
    }
}

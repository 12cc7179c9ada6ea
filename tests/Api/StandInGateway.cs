using System.Net.Http.Headers;
using Distribution.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Distribution.Api.Tests;

/// <summary>What a script needs of the rest of the topology: tokens from one address, and somebody who does the jobs and sweeps.</summary>
internal sealed class StandInGateway : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly RunningApi _api;
    private readonly WebApplication _app;
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _working;

    private StandInGateway(RunningApi api, WebApplication app)
    {
        _api = api;
        _app = app;
        UsersFile = _folder["users"];
        File.WriteAllText(UsersFile, "requester pa\"s+s requester\napprover word&% approver\n");
        _working = WorkAsync();
    }

    public string Address => _app.Urls.First();

    public string UsersFile { get; }

    public static async Task<StandInGateway> StartAsync(RunningApi api)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/token", TokenAsync);
        app.MapFallback(context => ForwardAsync(context, api.Client));
        await app.StartAsync();
        return new(api, app);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
        _stopping.Dispose();
        _folder.Dispose();
    }

    private static async Task TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var name = form["username"].ToString();
        var known = (name, form["password"].ToString()) is ("requester", "pa\"s+s") or ("approver", "word&%");
        context.Response.StatusCode = known && form["grant_type"] == "password" ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        await context.Response.WriteAsync(known ? $$"""{"access_token":"{{Tokens.Issuer.UserToken(name, name)}}","token_type":"Bearer","expires_in":900}""" : "{}");
    }

    private static async Task ForwardAsync(HttpContext context, HttpClient api)
    {
        using var request = new HttpRequestMessage(new(context.Request.Method), $"{context.Request.Path}{context.Request.QueryString}");
        if (context.Request.ContentLength > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(context.Request.ContentType!);
        }

        foreach (var header in new[] { "Authorization", "Idempotency-Key" })
        {
            request.Headers.TryAddWithoutValidation(header, context.Request.Headers[header].ToString());
        }

        using var answer = await api.SendAsync(request);
        context.Response.StatusCode = (int)answer.StatusCode;
        await context.Response.WriteAsync(await answer.Content.ReadAsStringAsync());
    }

    private async Task WorkAsync()
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(_stopping.Token))
        {
            await _api.AsService().PostAsync("/internal/sweeps", new { lease = "job/stand-in", term = 1 });
            foreach (var grant in await WaitingAsync())
            {
                await _api.WorkAsync($"{grant}");
            }
        }
    }

    private async Task<List<Guid>> WaitingAsync()
    {
        await using var connection = new NpgsqlConnection(_api.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT id FROM grants WHERE grantee = 'requester' AND state IN ('provisioning', 'withdrawing')", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var waiting = new List<Guid>();
        while (await reader.ReadAsync())
        {
            waiting.Add(reader.GetGuid(0));
        }

        return waiting;
    }
}

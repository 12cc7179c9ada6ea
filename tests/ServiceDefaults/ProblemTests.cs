using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Machine.Ports;
using Distribution.Servers;
using Distribution.ServiceDefaults.Overload;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Distribution.ServiceDefaults.Tests;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/only-post", HttpStatusCode.MethodNotAllowed)]
    public async Task Error_without_a_body_becomes_a_problem_whatever_the_caller_accepts(string path, HttpStatusCode status)
    {
        await using var service = await RunningService.StartAsync(map: app => app.MapPost("/only-post", () => "posted"));

        using var response = await service.SendAsync(path, ("Accept", "text/html"));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal(32, problem.GetProperty("traceId").GetString()!.Length);
        Assert.Equal(path, problem.GetProperty("instance").GetString());
    }

    [Fact]
    public async Task Failure_of_the_service_is_500_and_tells_nothing_of_itself()
    {
        await using var service = await RunningService.StartAsync(map: app =>
            app.MapGet("/fails", string () => throw new InvalidOperationException("password is hunter2")));

        using var response = await service.Client.GetAsync("/fails");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("hunter2", body);
        Assert.DoesNotContain("   at ", body);
        Assert.Contains("traceId", body);
    }

    [Fact]
    public async Task Refusal_that_nobody_waits_for_any_more_is_no_error_of_the_service()
    {
        var errors = new Errors();
        var (reached, answered) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var service = await RunningService.StartAsync(builder => builder.Logging.AddProvider(errors), app => app.MapGet("/refused", async Task<string> (HttpContext context) =>
        {
            context.Response.OnCompleted(() =>
            {
                answered.SetResult();
                return Task.CompletedTask;
            });
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new OverloadException();
        }));
        using var caller = new CancellationTokenSource();

        var request = service.Client.GetAsync("/refused", caller.Token);
        await reached.Task;
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await answered.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

        Assert.Empty(errors.Texts);
    }

    [Fact]
    public async Task Database_that_refuses_connections_is_503_with_Retry_After()
    {
        using var port = PortLease.Acquire();
        await using var database = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={port.Port};Username=nobody;Timeout=2");
        await using var service = await RunningService.StartAsync(map: app => app.MapGet("/read", async (CancellationToken cancellation) =>
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            return "read";
        }));

        using var response = await service.Client.GetAsync("/read");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        Assert.Contains("database-unavailable", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Body_above_the_limit_is_a_413_problem()
    {
        await using var service = await RunningService.StartAsync(map: app => app.MapPost("/echo", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            return await reader.ReadToEndAsync();
        }));

        using var response = await service.Client.PostAsync("/echo", new ByteArrayContent(new byte[1024 * 1024 + 1]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private sealed class Errors : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Texts { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Texts.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}

using Distribution.Engine.Dashboard.Grpc;
using Distribution.Engine.Dashboard.Protocol;
using Distribution.Machine.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Engine.Tests.Dashboard;

public sealed class GrpcServerTests : IAsyncLifetime
{
    private const string Key = "the-key";
    private static readonly ApplicationInformationResponse Answer = new() { ApplicationName = "distribution" };

    private readonly PortLease _port = PortLease.Acquire();
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ResourceServiceClient _client = null!;
    private GrpcServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _client = new ResourceServiceClient(_port.Port, Key);
        _server = await GrpcServer.StartAsync(
            _port.Port,
            new Dictionary<string, GrpcMethod>
            {
                [Path("Unary")] = async call =>
                {
                    await call.ReadSingleAsync(ApplicationInformationRequest.Parser);
                    await call.WriteAsync(Answer);
                },
                [Path("Refusing")] = _ => throw new GrpcException(GrpcStatus.Unimplemented, "never, 100 % – über"),
                [Path("RefusingLate")] = async call =>
                {
                    await call.WriteAsync(Answer);
                    throw new GrpcException(GrpcStatus.ResourceExhausted, "enough");
                },
                [Path("Broken")] = _ => throw new InvalidOperationException("broken"),
                [Path("Endless")] = async call =>
                {
                    using var registration = call.Ended.Register(() => _aborted.TrySetResult());
                    await call.StartAsync();
                    await Task.Delay(Timeout.InfiniteTimeSpan, call.Ended);
                },
                [Path("Echo")] = async call =>
                {
                    await call.StartAsync();
                    while (await call.ReadAsync(ApplicationInformationRequest.Parser) is not null)
                    {
                        await call.WriteAsync(Answer);
                    }
                },
            },
            new ApiKey(Key),
            NullLoggerFactory.Instance,
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _port.Dispose();
    }

    [Fact]
    public async Task Unary_call_is_answered_with_ok_in_the_trailers()
    {
        await using var answer = await _client.CallAsync("Unary", new ApplicationInformationRequest());

        Assert.Equal(Answer, await answer.SingleAsync(ApplicationInformationResponse.Parser));
        Assert.Equal(GrpcStatus.Ok, answer.Status);
        Assert.Equal(GrpcCall.ContentType, answer.Response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("the-kez")]
    [InlineData("the-key-and-more")]
    public async Task Call_with_another_key_is_unauthenticated(string key)
    {
        using var stranger = new ResourceServiceClient(_port.Port, key);

        await using var answer = await stranger.CallAsync("Unary", new ApplicationInformationRequest());

        Assert.Null(await answer.NextAsync(ApplicationInformationResponse.Parser));
        Assert.Equal(GrpcStatus.Unauthenticated, answer.Status);
    }

    [Fact]
    public async Task Unknown_method_is_unimplemented_and_named()
    {
        await using var answer = await _client.CallAsync("Nothing", new ApplicationInformationRequest());

        Assert.Null(await answer.NextAsync(ApplicationInformationResponse.Parser));
        Assert.Equal(GrpcStatus.Unimplemented, answer.Status);
        Assert.Contains(Path("Nothing"), answer.Message);
    }

    [Fact]
    public async Task Refusal_before_the_first_message_comes_with_its_reason()
    {
        await using var answer = await _client.CallAsync("Refusing", new ApplicationInformationRequest());

        Assert.Null(await answer.NextAsync(ApplicationInformationResponse.Parser));
        Assert.Equal((GrpcStatus.Unimplemented, "never, 100 % – über"), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task Refusal_after_a_message_comes_in_the_trailers()
    {
        await using var answer = await _client.CallAsync("RefusingLate", new ApplicationInformationRequest());

        Assert.Equal(Answer, await answer.SingleAsync(ApplicationInformationResponse.Parser));
        Assert.Equal((GrpcStatus.ResourceExhausted, "enough"), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task Method_that_throws_is_internal()
    {
        await using var answer = await _client.CallAsync("Broken", new ApplicationInformationRequest());

        Assert.Null(await answer.NextAsync(ApplicationInformationResponse.Parser));
        Assert.Equal((GrpcStatus.Internal, "broken"), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task Silent_stream_gives_its_headers_at_once_and_ends_with_the_client()
    {
        var answer = await _client.CallAsync("Endless", new ApplicationInformationRequest()).WaitAsync(TimeSpan.FromSeconds(15));

        await answer.DisposeAsync();

        await _aborted.Task.WaitAsync(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Open_stream_ends_as_unavailable_when_the_server_stops()
    {
        await using var answer = await _client.CallAsync("Endless", new ApplicationInformationRequest());

        await _server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15));

        Assert.Null(await answer.NextAsync(ApplicationInformationResponse.Parser));
        Assert.Equal(GrpcStatus.Unavailable, answer.Status);
    }

    [Fact]
    public async Task Stream_whose_upload_stays_silent_stays_open()
    {
        await using var answer = await _client.CallAsync("Echo", message: null);
        var next = answer.NextAsync(ApplicationInformationResponse.Parser);
        Assert.False(next.IsCompleted);

        answer.EndRequest();

        Assert.Null(await next);
        Assert.Equal(GrpcStatus.Ok, answer.Status);
    }

    private static string Path(string method) => "/aspire.v1.DashboardService/" + method;
}

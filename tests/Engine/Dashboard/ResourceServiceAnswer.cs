using System.IO.Pipelines;
using Distribution.Engine.Dashboard.Grpc;
using Google.Protobuf;

namespace Distribution.Engine.Tests.Dashboard;

/// <summary>What came back of one call, message by message.</summary>
internal sealed class ResourceServiceAnswer(HttpResponseMessage response, PipeReader body, ResourceServiceClient.PipeContent request) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public HttpResponseMessage Response { get; } = response;

    /// <returns>Null at the end of the stream.</returns>
    public Task<T?> NextAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T> => GrpcFrame.ReadAsync(body, parser, CancellationToken.None).WaitAsync(Patience);

    public async Task<T> SingleAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        var message = await NextAsync(parser);
        Assert.NotNull(message);
        Assert.Null(await NextAsync(parser));
        return message;
    }

    /// <summary>The status, which comes in the headers of an answer without messages and after the last one otherwise.</summary>
    public GrpcStatus Status => (GrpcStatus)int.Parse(Header("grpc-status") ?? throw new InvalidOperationException("The answer has no grpc-status."));

    public string? Message => Header("grpc-message") is { } text ? Uri.UnescapeDataString(text) : null;

    public void EndRequest() => request.End();

    public async ValueTask DisposeAsync()
    {
        request.End();
        Response.Dispose();
        await body.CompleteAsync();
    }

    private string? Header(string name) =>
        Response.TrailingHeaders.TryGetValues(name, out var trailers) ? trailers.Single()
        : Response.Headers.TryGetValues(name, out var headers) ? headers.Single()
        : null;
}

using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Distribution.Engine.Dashboard.Grpc;
using Google.Protobuf;

namespace Distribution.Engine.Tests.Dashboard;

/// <summary>Calls the resource service as the dashboard does: gRPC, HTTP/2 with prior knowledge, the key in a header.</summary>
internal sealed class ResourceServiceClient(int port, string key) : IDisposable
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}/aspire.v1.DashboardService/"),
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<ResourceServiceAnswer> CallAsync(string method, IMessage? message, CancellationToken cancellation = default)
    {
        var content = new PipeContent(message);
        if (message is not null)
        {
            content.End();
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = content, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add(ApiKey.Header, key);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return new ResourceServiceAnswer(response, PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellation)), content);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A request body that stays open until it is ended.</summary>
    internal sealed class PipeContent : HttpContent
    {
        private readonly IMessage? _first;
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public PipeContent(IMessage? first)
        {
            _first = first;
            Headers.ContentType = new MediaTypeHeaderValue(GrpcCall.ContentType);
        }

        public void End() => _end.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            if (_first is not null)
            {
                await GrpcFrame.WriteAsync(PipeWriter.Create(stream), _first, CancellationToken.None);
            }

            await stream.FlushAsync();
            await _end.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

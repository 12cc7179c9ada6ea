using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Distribution.Engine.Dashboard.Grpc;

/// <summary>One call of a client: its messages in, ours out, and how it ends. One writer at a time.</summary>
internal sealed class GrpcCall(HttpContext context, CancellationToken stopping) : IDisposable
{
    public const string ContentType = "application/grpc";

    private readonly CancellationTokenSource _ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);

    /// <summary>The client went away, or the server stops.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>The client went away: neither headers nor trailers may be touched any more.</summary>
    public bool IsAborted => context.RequestAborted.IsCancellationRequested;

    /// <summary>Sends the headers now, for a stream whose first message may be long in coming.</summary>
    public async Task StartAsync()
    {
        await context.Response.StartAsync(Ended);
        await context.Response.BodyWriter.FlushAsync(Ended);
    }

    public Task<T?> ReadAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T> => GrpcFrame.ReadAsync(context.Request.BodyReader, parser, Ended);

    /// <summary>Reads the only message of a call that has one.</summary>
    public async Task<T> ReadSingleAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T> =>
        await ReadAsync(parser) ?? throw new GrpcException(GrpcStatus.InvalidArgument, $"{context.Request.Path} needs one message, none was sent.");

    public Task WriteAsync(IMessage message) => GrpcFrame.WriteAsync(context.Response.BodyWriter, message, Ended);

    /// <summary>A response that has not started carries its status among the ordinary headers, otherwise in the trailers.</summary>
    public void End(GrpcStatus status, string? message = null)
    {
        var code = ((int)status).ToString(CultureInfo.InvariantCulture);
        var started = context.Response.HasStarted;
        Append("grpc-status", code);
        if (message is not null)
        {
            Append("grpc-message", Uri.EscapeDataString(message));
        }

        void Append(string name, string value)
        {
            if (started)
            {
                context.Response.AppendTrailer(name, value);
            }
            else
            {
                context.Response.Headers[name] = value;
            }
        }
    }

    public void Dispose() => _ended.Dispose();
}

using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace Distribution.Engine.Dashboard.Grpc;

/// <summary>One message on the wire: a byte that says whether it is compressed, four bytes of length (big-endian), the message.</summary>
internal static class GrpcFrame
{
    private const int HeaderLength = 5;

    /// <summary>Largest message that is accepted, in bytes. Requests are names and flags; 1 MiB is far above any of them.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <returns>The next message, or null when the client has sent its last one.</returns>
    /// <exception cref="GrpcException">The message is compressed, too large or cut off.</exception>
    public static async Task<T?> ReadAsync<T>(PipeReader reader, MessageParser<T> parser, CancellationToken cancellation)
        where T : class, IMessage<T>
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            if (TryTake(ref buffer, out var body))
            {
                var message = Parse(parser, body);
                reader.AdvanceTo(buffer.Start);
                return message;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                return buffer.IsEmpty ? null : throw new GrpcException(GrpcStatus.InvalidArgument, $"The stream ends within a message, after {buffer.Length} of its bytes.");
            }
        }
    }

    /// <summary>Writes and flushes, so that no message waits for the next.</summary>
    public static async Task WriteAsync(PipeWriter writer, IMessage message, CancellationToken cancellation)
    {
        Write(writer, message);
        await writer.FlushAsync(cancellation);
    }

    internal static void Write(IBufferWriter<byte> writer, IMessage message)
    {
        var length = message.CalculateSize();
        var span = writer.GetSpan(HeaderLength + length);
        span[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], length);
        message.WriteTo(span.Slice(HeaderLength, length));
        writer.Advance(HeaderLength + length);
    }

    private static bool TryTake(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> body)
    {
        body = default;
        if (buffer.Length < HeaderLength)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        buffer.Slice(0, HeaderLength).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (header[0] != 0)
        {
            throw new GrpcException(GrpcStatus.Unimplemented, "Compressed messages are not understood: send them with flag 0.");
        }

        if (length > MaxLength)
        {
            throw new GrpcException(GrpcStatus.ResourceExhausted, $"The message has {length} bytes, at most {MaxLength} are accepted.");
        }

        if (buffer.Length < HeaderLength + length)
        {
            return false;
        }

        body = buffer.Slice(HeaderLength, length);
        buffer = buffer.Slice(HeaderLength + length);
        return true;
    }

    private static T Parse<T>(MessageParser<T> parser, ReadOnlySequence<byte> body)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(body);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GrpcException(GrpcStatus.InvalidArgument, $"The message is not a {typeof(T).Name}: {e.Message}");
        }
    }
}

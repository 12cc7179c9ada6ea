using System.Buffers;
using System.IO.Pipelines;
using Distribution.Engine.Dashboard.Grpc;
using Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Tests.Dashboard;

public sealed class FrameTests
{
    private static readonly ResourceCommandRequest Request = new() { CommandName = "promote", ResourceName = "postgres" };

    [Fact]
    public async Task Message_written_is_read_back()
    {
        var pipe = new Pipe();

        await GrpcFrame.WriteAsync(pipe.Writer, Request, CancellationToken.None);

        Assert.Equal(Request, await GrpcFrame.ReadAsync(pipe.Reader, ResourceCommandRequest.Parser, CancellationToken.None));
    }

    [Fact]
    public async Task Messages_arriving_byte_by_byte_are_read_whole()
    {
        var bytes = Framed(Request, new ResourceCommandRequest { CommandName = "kill" });
        var pipe = new Pipe();
        var reading = ReadAllAsync(pipe.Reader);

        foreach (var one in bytes)
        {
            await pipe.Writer.WriteAsync(new[] { one });
        }

        await pipe.Writer.CompleteAsync();
        Assert.Equal(["promote", "kill"], (await reading).Select(r => r.CommandName));
    }

    [Fact]
    public async Task End_without_message_is_null()
    {
        Assert.Null(await ReadAsync([]));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 }, GrpcStatus.InvalidArgument)]
    [InlineData(new byte[] { 0, 0 }, GrpcStatus.InvalidArgument)]
    [InlineData(new byte[] { 0, 0, 0, 0, 1, 0xFF }, GrpcStatus.InvalidArgument)]
    [InlineData(new byte[] { 1, 0, 0, 0, 0 }, GrpcStatus.Unimplemented)]
    [InlineData(new byte[] { 0, 0xFF, 0xFF, 0xFF, 0xFF }, GrpcStatus.ResourceExhausted)]
    [InlineData(new byte[] { 0, 0, 0x10, 0, 1 }, GrpcStatus.ResourceExhausted)]
    public async Task Frame_that_is_wrong_is_refused(byte[] bytes, object status)
    {
        var refused = await Assert.ThrowsAsync<GrpcException>(() => ReadAsync(bytes));

        Assert.Equal(status, refused.Status);
    }

    private static byte[] Framed(params ResourceCommandRequest[] messages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var message in messages)
        {
            GrpcFrame.Write(buffer, message);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static Task<ResourceCommandRequest?> ReadAsync(byte[] bytes) =>
        GrpcFrame.ReadAsync(PipeReader.Create(new ReadOnlySequence<byte>(bytes)), ResourceCommandRequest.Parser, CancellationToken.None);

    private static async Task<List<ResourceCommandRequest>> ReadAllAsync(PipeReader reader)
    {
        var messages = new List<ResourceCommandRequest>();
        while (await GrpcFrame.ReadAsync(reader, ResourceCommandRequest.Parser, CancellationToken.None) is { } message)
        {
            messages.Add(message);
        }

        return messages;
    }
}

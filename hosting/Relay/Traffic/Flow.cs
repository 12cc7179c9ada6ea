using System.Buffers;
using System.Net.Sockets;

namespace Distribution.Relay.Traffic;

/// <summary>Passes on what one end of a connection sends to the other, as the rules of the moment have it.</summary>
/// <remarks>
/// A cut holds back what was read and reads no more, so that the sender's window fills as it does when nothing is acknowledged; after it everything goes on in order, as TCP does by sending again. Its
/// end and its reset wait for the rules like its bytes.
/// </remarks>
internal sealed class Flow(Socket from, Socket to, Direction direction, RelayedConnection connection, TimeProvider time, Random random, CancellationToken over)
{
    /// <summary>What is read at once. Every direction of every connection holds one, and hardly any carries more than a page or two.</summary>
    private const int PieceSize = 16 * 1024;

    private DelayLine? _line;

    /// <summary>Runs until the sender has ended, or there is nobody to send to.</summary>
    public async Task RunAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            for (int read; (read = await ReceiveAsync(buffer)) > 0;)
            {
                if (!await ForwardAsync(buffer.AsMemory(0, read)))
                {
                    return;
                }
            }

            if ((_line is null || await _line.DrainAsync()) && await connection.PassesAsync(direction))
            {
                to.Shutdown(SocketShutdown.Send);
            }
        }
        catch (SocketException)
        {
            if (await connection.PassesAsync(direction))
            {
                connection.Reset();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ValueTask<int> ReceiveAsync(byte[] buffer) => from.ReceiveAsync(buffer.AsMemory(0, PieceSize), SocketFlags.None, over);

    private async ValueTask<bool> ForwardAsync(ReadOnlyMemory<byte> bytes)
    {
        var shape = (await connection.JudgeAsync())[direction];
        if (!shape.IsLate && _line is null or { IsEmpty: true })
        {
            return await SendAsync(bytes);
        }

        _line ??= new DelayLine(SendAsync, time, over);
        await _line.AddAsync(bytes, shape.Lateness(random));
        return true;
    }

    // A receiver that is gone tells the sender by the other direction, if that passes.
    private async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!await connection.PassesAsync(direction))
        {
            return false;
        }

        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[await to.SendAsync(bytes, SocketFlags.None, over)..];
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

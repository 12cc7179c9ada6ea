using System.Buffers;
using System.Threading.Channels;

namespace Distribution.Relay.Traffic;

/// <summary>Pieces that wait for their time, in order: a late one holds up those behind it, and those behind it do not wait a second time.</summary>
/// <param name="deliver">Sends a piece; false when there is nobody to send it to.</param>
/// <param name="time">The clock.</param>
/// <param name="over">Ends it.</param>
internal sealed class DelayLine(Func<ReadOnlyMemory<byte>, ValueTask<bool>> deliver, TimeProvider time, CancellationToken over)
{
    /// <summary>What is under way at most, in pieces: the rest waits at the sender, as it does when a window is full.</summary>
    private const int Capacity = 256;

    private readonly Channel<Piece> _pieces = Channel.CreateBounded<Piece>(new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });
    private int _underWay;
    private long _lastDue;
    private Task<bool>? _delivery;

    /// <summary>Whether everything has been delivered.</summary>
    public bool IsEmpty => Volatile.Read(ref _underWay) == 0;

    /// <summary>Takes a piece that is to arrive after a time, and after those before it.</summary>
    public ValueTask AddAsync(ReadOnlyMemory<byte> bytes, TimeSpan late)
    {
        _delivery ??= DeliverAsync();
        _lastDue = Math.Max(_lastDue, time.GetTimestamp() + (long)(late.TotalSeconds * time.TimestampFrequency));
        Interlocked.Increment(ref _underWay);
        var copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(copy);
        return _pieces.Writer.WriteAsync(new Piece(copy, bytes.Length, _lastDue), over);
    }

    /// <summary>Waits until everything has been delivered; nothing is added after it.</summary>
    /// <returns>False when there is nobody to deliver to.</returns>
    public Task<bool> DrainAsync()
    {
        _pieces.Writer.TryComplete();
        return _delivery ?? Task.FromResult(true);
    }

    private async Task<bool> DeliverAsync()
    {
        await foreach (var piece in _pieces.Reader.ReadAllAsync(over))
        {
            var wait = time.GetElapsedTime(time.GetTimestamp(), piece.Due);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, over);
            }

            if (!await deliver(piece.Bytes.AsMemory(0, piece.Length)))
            {
                _pieces.Writer.TryComplete();
                return false;
            }

            ArrayPool<byte>.Shared.Return(piece.Bytes);
            Interlocked.Decrement(ref _underWay);
        }

        return true;
    }

    private readonly record struct Piece(byte[] Bytes, int Length, long Due);
}

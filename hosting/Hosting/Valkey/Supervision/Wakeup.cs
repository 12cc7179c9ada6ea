using System.Threading.Channels;

namespace Distribution.Hosting.Valkey;

/// <summary>Makes the supervisor look at once. Many calls between two looks are one.</summary>
internal sealed class Wakeup
{
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Call() => _calls.Writer.TryWrite(true);

    /// <summary>Returns at the next call, at once when there was one since, or when the time is over.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(_calls.Reader.WaitToReadAsync(over.Token).AsTask(), Task.Delay(atMost, time, over.Token));
        await over.CancelAsync();
        _calls.Reader.TryRead(out _);
    }
}

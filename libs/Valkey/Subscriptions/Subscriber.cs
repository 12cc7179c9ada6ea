using System.Threading.Channels;

namespace Distribution.Valkey;

/// <summary>One reader of one channel. Whoever delivers never waits for it: when its backlog is full, all of it is replaced by one gap.</summary>
internal sealed class Subscriber(string channel, int backlog)
{
    private readonly Channel<ValkeyMessage> _messages = System.Threading.Channels.Channel.CreateBounded<ValkeyMessage>(new BoundedChannelOptions(backlog) { SingleReader = false });

    public string Channel => channel;

    public ChannelReader<ValkeyMessage> Messages => _messages.Reader;

    public void Deliver(ReadOnlyMemory<byte> payload) => Write(new ValkeyMessage(channel, payload, IsGap: false));

    public void Gap() => Write(new ValkeyMessage(channel, default, IsGap: true));

    public void End(Exception? reason = null) => _messages.Writer.TryComplete(reason);

    private void Write(ValkeyMessage message)
    {
        if (_messages.Writer.TryWrite(message))
        {
            return;
        }

        while (_messages.Reader.TryRead(out _))
        {
        }

        _messages.Writer.TryWrite(new ValkeyMessage(channel, default, IsGap: true));
    }
}

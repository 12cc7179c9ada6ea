using System.IO.Pipelines;
using System.Net.Sockets;

namespace Distribution.Valkey;

/// <summary>
/// One connection to one server, for any number of callers at once. A caller's command is encoded into the outgoing pipe under a short lock and takes
/// its place in the queue of awaited answers; one task sends, one reads. The answers come in the order of the commands, so a command that is not
/// answered in its time holds up all behind it: then the connection is given up, and everybody on it fails at once. Nothing is ever queued on a
/// connection that has ended. This type knows nothing of roles: <see cref="ValkeyClient"/> follows the primary.
/// </summary>
public sealed class ValkeyConnection : IAsyncDisposable
{
    private const int SegmentSize = 16 * 1024;

    // A timer may fire a moment early, and counts whole milliseconds.
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromMilliseconds(1);

    private readonly ValkeyConnectionSettings _settings;
    private readonly TimeProvider _time;
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly Pipe _outgoing = new(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: SegmentSize, useSynchronizationContext: false));
    private readonly Lock _lock = new();
    private readonly Queue<PendingReply> _awaited = new();
    private readonly TaskCompletionSource<Exception> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _watch;
    private readonly Task _sending;
    private readonly Task _receiving;
    private long _watchAt;
    private long _encoded;
    private long _handedOver;
    private long _lastReceived;
    private TimeSpan _heldByServer;

    private ValkeyConnection(Socket socket, Stream stream, ValkeyEndpoint server, ValkeyConnectionSettings settings, TimeProvider time)
    {
        Server = server;
        _settings = settings;
        _time = time;
        _socket = socket;
        _stream = stream;
        _lastReceived = time.GetTimestamp();
        _watchAt = _lastReceived + Ticks(settings.PingInterval);
        _watch = time.CreateTimer(static c => ((ValkeyConnection)c!).Watch(), this, settings.PingInterval, Timeout.InfiniteTimeSpan);
        _sending = SendAsync();
        _receiving = ReceiveAsync();
    }

    /// <summary>The server at the other end.</summary>
    public ValkeyEndpoint Server { get; }

    /// <summary>Whether a command can still be sent.</summary>
    public bool IsOpen => !_ended.Task.IsCompleted;

    /// <summary>Completes, with the reason, when the connection has ended.</summary>
    public Task<Exception> Ended => _ended.Task;

    /// <summary>How many commands wait for their answer.</summary>
    public int Pending
    {
        get
        {
            lock (_lock)
            {
                return _awaited.Count;
            }
        }
    }

    /// <summary>Connects, changes to RESP3 and authenticates.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="settings">Who we are, and the time-outs; the connect time-out bounds all of this.</param>
    /// <param name="time">Clock of the time-outs; the system's by default.</param>
    /// <param name="cancellation">Gives up earlier.</param>
    /// <exception cref="ValkeyUnavailableException">The server is not there, or did not answer in time.</exception>
    /// <exception cref="ValkeyServerException">The server refused the user or the password.</exception>
    public static async Task<ValkeyConnection> ConnectAsync(
        ValkeyEndpoint server, ValkeyConnectionSettings settings, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        time ??= TimeProvider.System;
        using var limit = new CancellationTokenSource(settings.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        ValkeyConnection? connection = null;
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, either.Token);
            var plain = new NetworkStream(socket, ownsSocket: true);
            connection = new ValkeyConnection(socket, settings.Tls ? await TlsStream.OpenAsync(plain, server, settings.TlsAuthority, either.Token) : plain, server, settings, time);
            await Handshake.PerformAsync(connection, settings, either.Token);
            return connection;
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            cancellation.ThrowIfCancellationRequested();
            throw e switch
            {
                OperationCanceledException => new ValkeyUnavailableException(
                    $"Valkey at {server} did not answer within {settings.ConnectTimeout.TotalMilliseconds:0} ms of connecting.", mayHaveBeenExecuted: false, e),
                SocketException => new ValkeyUnavailableException($"Valkey at {server} cannot be reached: {e.Message}", mayHaveBeenExecuted: false, e),
                ValkeyException => e,
                _ => new ValkeyUnavailableException($"What answers at {server} is no Valkey server: {e.Message}", mayHaveBeenExecuted: false, e),
            };
        }
    }

    /// <summary>Sends a command and waits for the answer, an error of the server included.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellation">Stops waiting. The command may still be executed.</param>
    /// <returns>The answer, never an error.</returns>
    /// <exception cref="ValkeyUnavailableException">The connection has ended, or does so before the answer.</exception>
    /// <exception cref="ValkeyServerException">The server refused the command.</exception>
    public async Task<RespValue> ExecuteAsync(ValkeyCommand command, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var reply = await Send(command).Task.WaitAsync(cancellation);
        return reply.IsError ? throw ServerErrors.ToException(reply, command, Server) : reply;
    }

    /// <summary>Ends the connection; whoever waits fails at once.</summary>
    /// <param name="reason">Why, for the exceptions of those who wait.</param>
    public void Abandon(string reason) => End(new IOException(reason));

    /// <summary>Ends the connection and waits for its tasks.</summary>
    public async ValueTask DisposeAsync()
    {
        Abandon("it was closed here");
        await Task.WhenAll(_sending, _receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _watch.DisposeAsync();
        await _stream.DisposeAsync();
    }

    private PendingReply Send(ValkeyCommand command)
    {
        lock (_lock)
        {
            if (_ended.Task.IsCompletedSuccessfully)
            {
                throw Unavailable(command, $"the connection has ended: {_ended.Task.Result.Message}", mayHaveBeenExecuted: false);
            }

            var unsent = _encoded - Interlocked.Read(ref _handedOver);
            if (_awaited.Count >= ValkeyDefaults.MaxPendingCommands || unsent + CommandEncoding.Length(command) > ValkeyDefaults.MaxUnsentBytes)
            {
                throw Unavailable(command, $"{_awaited.Count} commands wait for an answer already, {unsent} bytes to be sent", mayHaveBeenExecuted: false);
            }

            var pending = new PendingReply(command, _encoded, _time.GetTimestamp(), _settings.CommandTimeout + _heldByServer + command.HeldByServer);
            _heldByServer += command.HeldByServer;
            var before = _outgoing.Writer.UnflushedBytes;
            CommandEncoding.Write(_outgoing.Writer, command);
            _encoded += _outgoing.Writer.UnflushedBytes - before;
            _awaited.Enqueue(pending);
            _ = _outgoing.Writer.FlushAsync(CancellationToken.None).AsTask(); // wakes the sender; without a threshold it never waits
            WatchWithin(pending.Limit);
            return pending;
        }
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                var read = await _outgoing.Reader.ReadAsync();
                if (read.IsCompleted)
                {
                    return; // only End completes the writer: what is left must not be sent any more
                }

                Interlocked.Add(ref _handedOver, read.Buffer.Length);
                foreach (var segment in read.Buffer)
                {
                    await _stream.WriteAsync(segment);
                }

                _outgoing.Reader.AdvanceTo(read.Buffer.End);
            }
        }
        catch (Exception e)
        {
            End(e);
        }
        finally
        {
            await _outgoing.Reader.CompleteAsync();
        }
    }

    private async Task ReceiveAsync()
    {
        var parser = new RespParser(RespLimits.Default);
        var incoming = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: SegmentSize, leaveOpen: true));
        try
        {
            while (true)
            {
                var read = await incoming.ReadAsync();
                Interlocked.Exchange(ref _lastReceived, _time.GetTimestamp());
                var rest = read.Buffer;
                while (parser.TryRead(ref rest, out var value))
                {
                    Deliver(value);
                }

                if (read.IsCompleted)
                {
                    throw new EndOfStreamException(rest.IsEmpty && !parser.InTheMiddle ? "the server closed it" : "the server closed it in the middle of an answer");
                }

                incoming.AdvanceTo(rest.Start, rest.End);
            }
        }
        catch (Exception e)
        {
            End(e);
        }
        finally
        {
            await incoming.CompleteAsync();
        }
    }

    private void Deliver(RespValue value)
    {
        PendingReply? answered = null;
        lock (_lock)
        {
            if (_awaited.TryPeek(out var next) && (value.Kind is not RespKind.Push || (next.IsSubscription && Confirms(value, next.Command))))
            {
                answered = _awaited.Dequeue();
                _heldByServer -= answered.Command.HeldByServer;
            }
        }

        if (answered is not null)
        {
            answered.TrySetResult(value);
        }
        else if (value.Kind is RespKind.Push)
        {
            _settings.OnPush?.Invoke(value);
        }
        else
        {
            throw new RespProtocolException(value.IsError ? $"the server said: {value.Text}" : "an answer came that nobody asked for");
        }
    }

    private static bool Confirms(RespValue push, ValkeyCommand command) =>
        push.Items.Count > 0 && string.Equals(push.Items[0].Text, command.Name, StringComparison.OrdinalIgnoreCase);

    private void Watch()
    {
        Exception? fault = null;
        lock (_lock)
        {
            if (!IsOpen)
            {
                return;
            }

            _watchAt = long.MaxValue;
            if (!_awaited.TryPeek(out var first))
            {
                var idle = _time.GetElapsedTime(Interlocked.Read(ref _lastReceived));
                if (idle >= _settings.PingInterval)
                {
                    _ = Send(Handshake.Ping); // its answer concerns nobody, its absence ends the connection
                }
                else
                {
                    WatchWithin(_settings.PingInterval - idle);
                }
            }
            else if (_time.GetElapsedTime(first.Since) is var waited && waited >= first.Limit)
            {
                fault = new TimeoutException($"{first.Command.Name} was not answered within {first.Limit.TotalMilliseconds:0} ms");
            }
            else
            {
                WatchWithin(first.Limit - waited);
            }
        }

        if (fault is not null)
        {
            End(fault);
        }
    }

    // Setting a timer anew for each command would wake its thread as often: the one that is set is left, and sets the next when it fires.
    private void WatchWithin(TimeSpan time)
    {
        var due = time > ShortestWatch ? time : ShortestWatch;
        var at = _time.GetTimestamp() + Ticks(due);
        if (at < _watchAt)
        {
            _watchAt = at;
            _watch.Change(due, Timeout.InfiniteTimeSpan);
        }
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);

    private void End(Exception reason)
    {
        PendingReply[] orphans;
        lock (_lock)
        {
            if (!_ended.TrySetResult(reason))
            {
                return;
            }

            orphans = [.. _awaited];
            _awaited.Clear();
            _outgoing.Writer.Complete();
            _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _socket.Dispose();
        var handedOver = Interlocked.Read(ref _handedOver);
        foreach (var orphan in orphans)
        {
            orphan.TrySetException(Unavailable(orphan.Command, reason.Message, orphan.Start < handedOver, reason));
            _ = orphan.Task.Exception; // a cancelled caller looks at it no more
        }
    }

    private ValkeyUnavailableException Unavailable(ValkeyCommand command, string why, bool mayHaveBeenExecuted, Exception? inner = null) =>
        new($"{command.Name} got no answer from {Server}: {why}.", mayHaveBeenExecuted, inner);
}

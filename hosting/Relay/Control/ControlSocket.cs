using System.Net.Sockets;
using System.Text.Json;
using Distribution.Machine.Network;

namespace Distribution.Relay.Control;

/// <summary>Where the AppHost tells the rules: a Unix socket that only its owner can open. A line with a <see cref="NetworkPlan"/> is answered by a line with a <see cref="NetworkReport"/>.</summary>
internal sealed class ControlSocket : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly RelayServer _relay;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>Begins to listen.</summary>
    public ControlSocket(string path, RelayServer relay)
    {
        (_path, _relay) = (path, relay);

        // Left by one that was killed: the folder is its owner's alone.
        File.Delete(path);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        File.SetUnixFileMode(path, OwnerOnly);
        _listener.Listen();
        _ = AcceptAsync();
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        File.Delete(_path);
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception ended) when (ended is ObjectDisposedException or SocketException)
        {
            // The relay ends.
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(stream);
            await using var writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\n" };
            while (await reader.ReadLineAsync() is { } line)
            {
                var plan = JsonSerializer.Deserialize(line, NetworkJson.Default.NetworkPlan)!;
                await writer.WriteLineAsync(JsonSerializer.Serialize(await _relay.ApplyAsync(plan), NetworkJson.Default.NetworkReport));
            }
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            await Console.Error.WriteLineAsync($"The AppHost was not understood: {failure.Message}");
        }
    }
}

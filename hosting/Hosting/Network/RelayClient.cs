using System.Net.Sockets;
using System.Text.Json;
using Distribution.Machine.Network;

namespace Distribution.Hosting.Network;

/// <summary>Tells the relay.</summary>
/// <param name="socket">Its Unix socket.</param>
internal sealed class RelayClient(string socket)
{
    /// <summary>Finding out who hundreds of connections come from takes a fraction of a second; on a busy machine more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Tells all there is to know; from the answer on it holds.</summary>
    /// <exception cref="IOException">It did not answer.</exception>
    public async Task<NetworkReport> TellAsync(NetworkPlan plan, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), limit.Token);
            await using var stream = new NetworkStream(connection);
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(plan, NetworkJson.Default.NetworkPlan), limit.Token);
            await stream.WriteAsync("\n"u8.ToArray(), limit.Token);
            using var reader = new StreamReader(stream);
            return JsonSerializer.Deserialize(await reader.ReadLineAsync(limit.Token) ?? throw new IOException("it ended"), NetworkJson.Default.NetworkReport)!;
        }
        catch (Exception failure) when (failure is SocketException or JsonException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new IOException($"The relay does not answer on {socket}: {failure.Message}", failure);
        }
    }
}

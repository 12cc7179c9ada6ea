using System.Globalization;
using Distribution.Valkey;

namespace Distribution.Benchmarks.Failover;

/// <summary>Sets keys with the client of the services, which follows the Sentinels and waits for a replica's acknowledgement.</summary>
internal sealed class ValkeyWriter : IWriter
{
    private readonly ValkeyClient _client;
    private int _written;

    private ValkeyWriter(ValkeyClient client) => _client = client;

    public static async Task<ValkeyWriter> ConnectAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        var client = new ValkeyClient(ValkeyOptions.Parse(connectionString));
        await client.WaitUntilConnectedAsync(cancellationToken);
        return new(client);
    }

    public async Task WriteAsync(int number)
    {
        Interlocked.Exchange(ref _written, Math.Max(number, Volatile.Read(ref _written)));
        await _client.ExecuteDurablyAsync(ValkeyCommand.Of("SET", Key(number), "1"));
    }

    public async Task<IReadOnlySet<int>> ReadAsync()
    {
        var there = new HashSet<int>();
        for (var number = 0; number <= _written; number++)
        {
            if (await _client.GetTextAsync(Key(number), CancellationToken.None) is not null)
            {
                there.Add(number);
            }
        }

        return there;
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static string Key(int number) => $"failover:{number.ToString(CultureInfo.InvariantCulture)}";
}

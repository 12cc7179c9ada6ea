using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Distribution.Valkey;

/// <summary>The commands that services use, typed. Each throws what <see cref="ValkeyClient.ExecuteAsync"/> throws.</summary>
public static class ValkeyCommands
{
    private static readonly ConcurrentDictionary<string, string> Digests = new(StringComparer.Ordinal);

    /// <param name="client">The client.</param>
    extension(ValkeyClient client)
    {
        /// <summary><c>PING</c>: throws when the primary does not answer.</summary>
        /// <param name="cancellation">Stops waiting.</param>
        public Task PingAsync(CancellationToken cancellation = default) => client.ExecuteAsync(Handshake.Ping, cancellation);

        /// <summary><c>GET</c>: the value, or null when there is none.</summary>
        /// <param name="key">The key.</param>
        /// <param name="cancellation">Stops waiting.</param>
        public async Task<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellation = default) =>
            await client.ExecuteAsync(ValkeyCommand.Of("GET", key), cancellation) is { IsNull: false } value ? value.Bytes : default(ReadOnlyMemory<byte>?);

        /// <summary><c>GET</c> as UTF-8 text, or null when there is none.</summary>
        /// <param name="key">The key.</param>
        /// <param name="cancellation">Stops waiting.</param>
        public async Task<string?> GetTextAsync(string key, CancellationToken cancellation = default) =>
            (await client.ExecuteAsync(ValkeyCommand.Of("GET", key), cancellation)).Text;

        /// <summary><c>SET</c>: whether it was set, which it always is without <paramref name="onlyIfAbsent"/>.</summary>
        /// <param name="key">The key.</param>
        /// <param name="value">The value.</param>
        /// <param name="expiry">Life of the key, in whole milliseconds from 1; null for ever.</param>
        /// <param name="onlyIfAbsent">Leaves a key alone that exists (<c>NX</c>).</param>
        /// <param name="cancellation">Stops waiting.</param>
        public async Task<bool> SetAsync(
            string key, ValkeyArgument value, TimeSpan? expiry = null, bool onlyIfAbsent = false, CancellationToken cancellation = default) =>
            !(await client.ExecuteAsync(Set(key, value, expiry, onlyIfAbsent), cancellation)).IsNull;

        /// <summary><c>DEL</c>: how many of the keys there were.</summary>
        /// <param name="keys">The keys.</param>
        /// <param name="cancellation">Stops waiting.</param>
        public async Task<long> DeleteAsync(IEnumerable<string> keys, CancellationToken cancellation = default) =>
            (await client.ExecuteAsync(ValkeyCommand.Of("DEL", [.. keys.Select(k => (ValkeyArgument)k)]), cancellation)).Integer;

        /// <summary><c>INCRBY</c>: the number after it.</summary>
        /// <param name="key">The key.</param>
        /// <param name="by">How much to add.</param>
        /// <param name="cancellation">Stops waiting.</param>
        public async Task<long> IncrementAsync(string key, long by = 1, CancellationToken cancellation = default) =>
            (await client.ExecuteAsync(ValkeyCommand.Of("INCRBY", key, by), cancellation)).Integer;

        /// <summary><c>PEXPIRE</c>: whether there is such a key.</summary>
        /// <param name="key">The key.</param>
        /// <param name="expiry">Its life from now, in whole milliseconds.</param>
        /// <param name="cancellation">Stops waiting.</param>
        public async Task<bool> ExpireAsync(string key, TimeSpan expiry, CancellationToken cancellation = default) =>
            (await client.ExecuteAsync(ValkeyCommand.Of("PEXPIRE", key, (long)expiry.TotalMilliseconds), cancellation)).Integer == 1;

        /// <summary><c>PUBLISH</c>: how many clients of the primary got it; clients of replicas are not counted.</summary>
        /// <param name="channel">The channel.</param>
        /// <param name="message">The message.</param>
        /// <param name="cancellation">Stops waiting.</param>
        public async Task<long> PublishAsync(string channel, ValkeyArgument message, CancellationToken cancellation = default) =>
            (await client.ExecuteAsync(ValkeyCommand.Of("PUBLISH", channel, message), cancellation)).Integer;

        /// <summary><c>EVALSHA</c>, and <c>EVAL</c> where the server does not know the script, as after a failover.</summary>
        /// <param name="script">The Lua script; the same text each time, values go into the arguments.</param>
        /// <param name="keys">The keys it touches.</param>
        /// <param name="arguments">Its other arguments.</param>
        /// <param name="cancellation">Stops waiting.</param>
        public async Task<RespValue> EvaluateAsync(
            string script, IReadOnlyList<string> keys, IReadOnlyList<ValkeyArgument> arguments, CancellationToken cancellation = default)
        {
            ValkeyArgument[] rest = [keys.Count, .. keys.Select(k => (ValkeyArgument)k), .. arguments];
            try
            {
                return await client.ExecuteAsync(ValkeyCommand.Of("EVALSHA", [Digests.GetOrAdd(script, Digest), .. rest]), cancellation);
            }
            catch (ValkeyServerException e) when (e.Code is "NOSCRIPT")
            {
                return await client.ExecuteAsync(ValkeyCommand.Of("EVAL", [script, .. rest]), cancellation);
            }
        }
    }

    private static ValkeyCommand Set(string key, ValkeyArgument value, TimeSpan? expiry, bool onlyIfAbsent)
    {
        List<ValkeyArgument> arguments = [key, value];
        if (expiry is { } life)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(life, TimeSpan.FromMilliseconds(1), nameof(expiry));
            arguments.AddRange(["PX", (long)life.TotalMilliseconds]);
        }

        if (onlyIfAbsent)
        {
            arguments.Add("NX");
        }

        return ValkeyCommand.Of("SET", [.. arguments]);
    }

    /// <summary>SHA-1 is the name that servers give a script, not a protection.</summary>
    private static string Digest(string script) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(script)));
}

using Distribution.Valkey;

namespace Distribution.Gateway.RateLimits;

/// <summary>
/// Counts in Valkey, for all replicas together, by one script on the server's clock (GCRA, as <see cref="LocalCounter"/>); a counter is gone when nothing of it is used up. What is lost with a failover of Valkey is
/// a second of counting.
/// </summary>
internal sealed class ValkeyCounter(ValkeyClient valkey) : IRateCounter
{
    private const string Script =
        """
        local t = redis.call('TIME')
        local now = t[1] * 1000000 + t[2]
        local wait = 0
        local used = {}
        for i, key in ipairs(KEYS) do
          local step, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
          local u = tonumber(redis.call('GET', key) or 0)
          if u < now then u = now end
          used[i] = u + step
          wait = math.max(wait, used[i] - now - burst)
        end
        if wait > 0 then return wait end
        for i, key in ipairs(KEYS) do
          redis.call('SET', key, string.format('%.0f', used[i]), 'PX', math.ceil((used[i] - now) / 1000) + 1)
        end
        return 0
        """;

    private const string Prefix = "rate:";

    public async ValueTask<TimeSpan> TakeAsync(Allowance first, Allowance second)
    {
        var wait = await valkey.ExecuteAsync(ValkeyCommand.Of(
            "EVAL", Script, 2, Prefix + first.Name, Prefix + second.Name, first.Step, first.Burst, second.Step, second.Burst));
        return TimeSpan.FromMicroseconds(wait.Integer);
    }
}

using System.Diagnostics;
using Distribution.Tokens;

namespace Distribution.Identity.Keys;

/// <summary>
/// All keys at one moment, and what may be done to them. There is always exactly one current and one next key. The private halves are not here but in a file each, of the current and the next key only: a
/// retired key can sign nothing any more.
/// </summary>
/// <param name="Keys">Every key.</param>
/// <param name="Unrecorded">Changes that are not in the outbox yet.</param>
internal sealed record KeyLedger(IReadOnlyList<KeyRecord> Keys, IReadOnlyList<KeyEvent> Unrecorded)
{
    /// <summary>How long a retired key's tokens may still be valid.</summary>
    private static readonly TimeSpan TokensOver = TokenDefaults.UserLifetime + TokenDefaults.ClockSkew + TokenDefaults.ClockSkew;

    /// <summary>30 days for a withdrawn key to be seen in the list; its tokens are long over.</summary>
    private static readonly TimeSpan WithdrawalSeen = TimeSpan.FromDays(30);

    public KeyRecord Current => Keys.Single(key => key.State == KeyState.Current);

    public KeyRecord Next => Keys.Single(key => key.State == KeyState.Next);

    public JsonWebKeySet Published => new([.. Keys.Where(key => key.State != KeyState.Withdrawn).Select(key => key.Published)]);

    public RevokedKeys Withdrawn => new([.. Keys.Where(key => key.State == KeyState.Withdrawn).Select(key => key.KeyId)]);

    public static KeyLedger Begin(JsonWebKey current, JsonWebKey next, DateTimeOffset now) => new([new(current, KeyState.Current, now), new(next, KeyState.Next, now)], []);

    public KeyRecord? Find(string keyId) => Keys.FirstOrDefault(key => key.KeyId == keyId);

    /// <summary>The next key signs from now on, and another one is published after it.</summary>
    public KeyLedger Rotate(JsonWebKey fresh, string actor, DateTimeOffset now) =>
        Advance(fresh, now, current => current with { State = KeyState.Retired, RetiredAt = now }).Record("key.rotated", actor, Current.KeyId, now);

    /// <summary>The key is good for nothing any more; a current or next one has its place taken. A key that is withdrawn already stays as it is.</summary>
    public KeyLedger Withdraw(KeyRecord key, JsonWebKey fresh, string actor, DateTimeOffset now)
    {
        KeyRecord Withdrawn(KeyRecord record) => record with { State = KeyState.Withdrawn, WithdrawnAt = now };
        var after = key.State switch
        {
            KeyState.Withdrawn => this,
            KeyState.Current => Advance(fresh, now, Withdrawn),
            KeyState.Next => Replace(key, Withdrawn(key)).Add(new(fresh, KeyState.Next, now)),
            _ => Replace(key, Withdrawn(key)),
        };
        return after == this ? this : after.Record("key.withdrawn", actor, key.KeyId, now);
    }

    public KeyLedger Recorded(IEnumerable<Guid> events) => this with { Unrecorded = [.. Unrecorded.Where(waiting => !events.Contains(waiting.Id))] };

    /// <summary>Without the keys that are nobody's business any more.</summary>
    public KeyLedger Pruned(DateTimeOffset now) =>
        Keys.Any(key => IsOver(key, now)) ? this with { Keys = [.. Keys.Where(key => !IsOver(key, now))] } : this;

    private static bool IsOver(KeyRecord key, DateTimeOffset now) => key.State switch
    {
        KeyState.Retired => key.RetiredAt + TokensOver < now,
        KeyState.Withdrawn => key.WithdrawnAt + WithdrawalSeen < now,
        _ => false,
    };

    private KeyLedger Advance(JsonWebKey fresh, DateTimeOffset now, Func<KeyRecord, KeyRecord> end) =>
        Replace(Current, end(Current)).Replace(Next, Next with { State = KeyState.Current }).Add(new(fresh, KeyState.Next, now));

    private KeyLedger Replace(KeyRecord old, KeyRecord changed) => this with { Keys = [.. Keys.Select(key => key == old ? changed : key)] };

    private KeyLedger Add(KeyRecord key) => this with { Keys = [.. Keys, key] };

    private KeyLedger Record(string action, string actor, string keyId, DateTimeOffset now) =>
        this with { Unrecorded = [.. Unrecorded, new(Guid.CreateVersion7(now), action, actor, keyId, now, Activity.Current?.Id)] };
}

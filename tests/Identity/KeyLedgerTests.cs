using Distribution.Identity.Keys;
using Distribution.Tokens;

namespace Distribution.Identity.Tests;

public sealed class KeyLedgerTests
{
    private readonly DateTimeOffset _begin = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly KeyLedger _ledger;

    public KeyLedgerTests() => _ledger = KeyLedger.Begin(Fresh(), Fresh(), _begin);

    [Fact]
    public void Retired_key_is_published_until_its_last_token_is_over()
    {
        var old = _ledger.Current.KeyId;
        var rotated = _ledger.Rotate(Fresh(), "operator", _begin);
        var lastTokenOver = _begin + TokenDefaults.UserLifetime + TokenDefaults.ClockSkew;

        Assert.Contains(rotated.Pruned(lastTokenOver).Published.Keys, key => key.KeyId == old);
        Assert.DoesNotContain(rotated.Pruned(lastTokenOver.AddMinutes(1)).Published.Keys, key => key.KeyId == old);
        Assert.Same(rotated, rotated.Pruned(_begin));
    }

    [Fact]
    public void Withdrawn_key_is_named_and_published_no_more_and_cannot_be_withdrawn_twice()
    {
        var withdrawn = _ledger.Withdraw(_ledger.Current, Fresh(), "operator", _begin);
        var again = withdrawn.Withdraw(withdrawn.Find(_ledger.Current.KeyId)!, Fresh(), "operator", _begin);

        Assert.Equal([_ledger.Current.KeyId], withdrawn.Withdrawn.KeyIds);
        Assert.Equal(_ledger.Next.KeyId, withdrawn.Current.KeyId);
        Assert.Equal(2, withdrawn.Published.Keys.Count);
        Assert.Same(withdrawn, again);
        Assert.Equal([_ledger.Current.KeyId], withdrawn.Pruned(_begin.AddDays(29)).Withdrawn.KeyIds);
        Assert.Empty(withdrawn.Pruned(_begin.AddDays(31)).Withdrawn.KeyIds);
    }

    [Fact]
    public void Every_change_waits_to_be_recorded_once()
    {
        var rotated = _ledger.Rotate(Fresh(), "operator", _begin);
        var changed = rotated.Withdraw(rotated.Current, Fresh(), "operator-2", _begin);

        Assert.Equal(["key.rotated operator", "key.withdrawn operator-2"], changed.Unrecorded.Select(change => $"{change.Action} {change.Actor}"));
        Assert.Equal(_ledger.Current.KeyId, changed.Unrecorded[0].KeyId);
        Assert.Empty(changed.Recorded([.. changed.Unrecorded.Select(change => change.Id)]).Unrecorded);
        Assert.Single(changed.Recorded([changed.Unrecorded[0].Id]).Unrecorded);
    }

    private static JsonWebKey Fresh()
    {
        using var key = SigningKey.Create();
        return key.ToJwk();
    }
}

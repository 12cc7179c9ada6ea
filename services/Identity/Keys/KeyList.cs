namespace Distribution.Identity.Keys;

/// <summary>The answer of <c>GET /keys</c>.</summary>
internal sealed record KeyList(IReadOnlyList<KeyDescription> Keys)
{
    public static KeyList Of(KeyLedger ledger) => new([.. ledger.Keys.OrderByDescending(key => key.CreatedAt).Select(KeyDescription.Of)]);
}

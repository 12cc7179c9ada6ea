using Distribution.Tokens;

namespace Distribution.Identity.Keys;

/// <summary>One key in the ledger.</summary>
/// <param name="Published">Its public half.</param>
/// <param name="State">What it is now.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RetiredAt">When it ceased to sign.</param>
/// <param name="WithdrawnAt">When it was withdrawn.</param>
internal sealed record KeyRecord(JsonWebKey Published, KeyState State, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt = null, DateTimeOffset? WithdrawnAt = null)
{
    public string KeyId => Published.KeyId!;
}

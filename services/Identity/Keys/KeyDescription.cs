namespace Distribution.Identity.Keys;

/// <summary>A key as operators see it; nothing secret.</summary>
internal sealed record KeyDescription(string Kid, KeyState State, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt, DateTimeOffset? WithdrawnAt)
{
    public static KeyDescription Of(KeyRecord key) => new(key.KeyId, key.State, key.CreatedAt, key.RetiredAt, key.WithdrawnAt);
}

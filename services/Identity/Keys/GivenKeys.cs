using Distribution.Tokens;

namespace Distribution.Identity.Keys;

/// <summary>
/// Keys that somebody else makes and changes, as a Kubernetes Secret that every replica has mounted: <c>current.pem</c> signs, <c>next.pem</c> is published ahead, and <c>previous.pem</c>, where it is there, stays
/// published until its last token is over. They are rotated by moving each one place on (next to current, current to previous, and a fresh key to next): whoever sees the change first signs with a key that all the
/// others have long published. Nothing here is written, and a key cannot be withdrawn over the API; a key that must go at once is left out of the folder.
/// </summary>
internal sealed class GivenKeys(string path) : IKeySource
{
    public const string Remedy =
        "The signing keys of this deployment are given to it. To rotate them, replace the Secret: current.pem becomes previous.pem, next.pem becomes current.pem, and a new key becomes next.pem; all replicas follow within a minute or two.";

    private const string Current = "current.pem";
    private const string Next = "next.pem";
    private const string Previous = "previous.pem";

    private static readonly string[] Names = [Current, Next, Previous];

    // A mounted Secret is changed by a link that is turned: the files then have other times, and the link itself an older one.
    public (DateTime, long)? Version
    {
        get
        {
            var files = Names.Select(name => new FileInfo(PathOf(name))).Where(file => file.Exists).Select(file => file.ResolveLinkTarget(returnFinalTarget: true) ?? file).ToList();
            return files.Count == 0 ? null : (files.Max(file => file.LastWriteTimeUtc), files.Aggregate(files.Count, (sum, file) => HashCode.Combine(sum, file.LastWriteTimeUtc)));
        }
    }

    public KeyLedger ReadLedger()
    {
        KeyRecord[] keys = [Record(Current, KeyState.Current), Record(Next, KeyState.Next), .. File.Exists(PathOf(Previous)) ? [Record(Previous, KeyState.Retired)] : Array.Empty<KeyRecord>()];
        return keys.DistinctBy(key => key.KeyId).Count() == keys.Length
            ? new(keys, [])
            : throw new InvalidOperationException($"Two of the keys in {path} are the same: each of {string.Join(", ", Names)} must hold a key of its own.");
    }

    public SigningKey ReadKey(string keyId) =>
        Names.Where(name => File.Exists(PathOf(name))).Select(Read).FirstOrDefault(key => key.KeyId == keyId)
        ?? throw new InvalidOperationException($"The key {keyId} is not in {path} any more.");

    private KeyRecord Record(string name, KeyState state)
    {
        using var key = Read(name);
        var since = new DateTimeOffset(File.GetLastWriteTimeUtc(PathOf(name)));
        return new(key.ToJwk(), state, since, state == KeyState.Retired ? since : null);
    }

    private SigningKey Read(string name)
    {
        var file = PathOf(name);
        try
        {
            return SigningKey.FromPem(SecretFiles.Read(file));
        }
        catch (Exception failure) when (failure is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The signing key {file} cannot be used: {failure.Message} Mount a private key on P-256 there.", failure);
        }
    }

    private string PathOf(string name) => System.IO.Path.Combine(path, name);
}

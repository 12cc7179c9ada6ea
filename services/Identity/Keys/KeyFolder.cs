using System.Text.Json;
using Distribution.Tokens;

namespace Distribution.Identity.Keys;

/// <summary>
/// The keys on disk: <c>keys.json</c> is the ledger, and <c>KID.pem</c> the private half of the current and of the next key. A change is made by one replica at a time, under <c>lock</c>: first the new
/// private keys are written, then the ledger, which is what counts, then private keys that sign no more are deleted. A process that dies in between leaves a file too many, never one too few.
/// </summary>
internal sealed class KeyFolder(string path) : IKeySource
{
    private const string PrivateKeys = "*.pem";

    /// <summary>2 s for another replica to finish its change; it takes milliseconds.</summary>
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(20);

    private static readonly FileStreamOptions LockOptions = new()
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };

    private string LedgerFile => Path.Combine(path, "keys.json");

    /// <summary>Changes with every change of the ledger; null without one.</summary>
    public (DateTime, long)? Version => new FileInfo(LedgerFile) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : null;

    /// <exception cref="InvalidOperationException">The ledger cannot be read; the message says what to do.</exception>
    public KeyLedger? ReadLedger()
    {
        if (!File.Exists(LedgerFile))
        {
            return null;
        }

        try
        {
            var ledger = JsonSerializer.Deserialize(SecretFiles.Read(LedgerFile), IdentityJson.Default.KeyLedger)!;
            return ledger.Current.KeyId != ledger.Next.KeyId ? ledger : throw new JsonException("one key is current and next");
        }
        catch (Exception failure) when (failure is JsonException or ArgumentNullException or NullReferenceException)
        {
            throw new InvalidOperationException($"{LedgerFile} is no ledger of keys ({failure.Message}): restore it, or delete the folder; then every token is void and new keys are made.", failure);
        }
    }

    /// <exception cref="InvalidOperationException">The key is missing or is not the one of its name.</exception>
    public SigningKey ReadKey(string keyId)
    {
        var file = FileOf(keyId);
        if (!File.Exists(file))
        {
            throw new InvalidOperationException($"The private key {file} is missing: restore it, or delete the folder {path}; then every token is void and new keys are made.");
        }

        var key = SigningKey.FromPem(SecretFiles.Read(file));
        return key.KeyId == keyId ? key : throw new InvalidOperationException($"{file} holds the key {key.KeyId}: its name must be the key's.");
    }

    public void WriteKey(SigningKey key) => SecretFiles.Write(FileOf(key.KeyId), key.ToPem());

    public void WriteLedger(KeyLedger ledger)
    {
        SecretFiles.Write(LedgerFile, JsonSerializer.Serialize(ledger, IdentityJson.Default.KeyLedger));
        string[] signing = [FileOf(ledger.Current.KeyId), FileOf(ledger.Next.KeyId)];
        foreach (var file in Directory.EnumerateFiles(path, PrivateKeys).Except(signing))
        {
            File.Delete(file);
        }
    }

    /// <summary>Keeps other replicas from changing anything until it is disposed of.</summary>
    /// <exception cref="IOException">Another one holds the lock for too long.</exception>
    public async Task<IDisposable> LockAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        SecretFiles.MakeFolder(path);
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(path, "lock"), LockOptions);
            }
            catch (IOException) when (time.GetElapsedTime(begun) < LockPatience)
            {
                await Task.Delay(LockPause, time, cancellationToken);
            }
        }
    }

    private string FileOf(string keyId) => Path.Combine(path, $"{keyId}.pem");
}

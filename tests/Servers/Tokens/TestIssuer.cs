using Distribution.Tokens;

namespace Distribution.Servers;

/// <summary>Stands in for Identity in the tests of other services: a key of its own, published in a file, and tokens of every kind, good and bad.</summary>
public sealed class TestIssuer : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey _key = SigningKey.Create();
    private readonly TokenSigner _signer;

    /// <summary>Makes a key and publishes it.</summary>
    public TestIssuer()
    {
        _signer = new(_key, TimeProvider.System);
        KeysFile = _folder["jwks.json"];
        File.WriteAllText(KeysFile, new JsonWebKeySet([_key.ToJwk()]).ToJson());
        var serviceTokenFile = _folder["service-token"];
        File.WriteAllText(serviceTokenFile, Service("test", TimeSpan.FromDays(1)));
        Configuration = new Dictionary<string, string> { ["Tokens:KeysFile"] = KeysFile, ["Tokens:ServiceTokenFile"] = serviceTokenFile };
    }

    /// <summary>The published keys.</summary>
    public string KeysFile { get; }

    /// <summary>The settings that a service under test needs to know these tokens and to have one itself, as configuration keys.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; }

    /// <summary>The same settings as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Variables => Configuration.ToDictionary(setting => setting.Key.Replace(":", "__"), setting => setting.Value);

    /// <summary>A user's token.</summary>
    public string UserToken(string name, params string[] roles) => _signer.SignUser(name, roles);

    /// <summary>A service's token.</summary>
    public string ServiceToken(string name = "test") => _signer.SignService(name);

    /// <summary>A user's token whose time is over.</summary>
    public string ExpiredToken(string name, params string[] roles) => _signer.Sign(User(name, roles, Now - TimeSpan.FromHours(1)));

    /// <summary>A user's token that names the published key and is signed by another.</summary>
    public string ForgedToken(string name, params string[] roles)
    {
        using var other = SigningKey.Create();
        var genuine = UserToken(name, roles);
        var forged = new TokenSigner(other, TimeProvider.System).SignUser(name, roles);
        return $"{genuine[..genuine.LastIndexOf('.')]}{forged[forged.LastIndexOf('.')..]}";
    }

    /// <summary>A token with any claims, signed by the published key.</summary>
    public string Token(TokenClaims claims) => _signer.Sign(claims);

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static TokenClaims User(string name, string[] roles, DateTimeOffset issued) => new()
    {
        Audience = TokenDefaults.UserAudience,
        Subject = name,
        Roles = roles,
        IssuedAt = issued,
        NotBefore = issued,
        ExpiresAt = issued + TokenDefaults.UserLifetime,
    };

    private string Service(string name, TimeSpan lifetime) => _signer.Sign(new()
    {
        Audience = TokenDefaults.ServiceAudience,
        Subject = name,
        Roles = [TokenDefaults.ServiceRole],
        IssuedAt = Now,
        NotBefore = Now,
        ExpiresAt = Now + lifetime,
    });
}

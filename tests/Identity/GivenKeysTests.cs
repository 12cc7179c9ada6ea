using System.Net;
using Distribution.Identity.Keys;
using Distribution.Servers;
using Distribution.Tokens;

namespace Distribution.Identity.Tests;

/// <summary>Keys as a Kubernetes Secret gives them: files that another one changes, behind a link that is turned.</summary>
public sealed class GivenKeysTests(IdentityPostgres postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _generation;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mounted_secret_is_read_through_its_links()
    {
        var (current, next) = (SigningKey.Create(), SigningKey.Create());
        var keys = new GivenKeys(Mount(("current.pem", current), ("next.pem", next)));

        var ledger = keys.ReadLedger();

        Assert.Equal((current.KeyId, next.KeyId), (ledger.Current.KeyId, ledger.Next.KeyId));
        Assert.Equal(current.KeyId, keys.ReadKey(current.KeyId).KeyId);
        Assert.Equal(2, ledger.Published.Keys.Count);
    }

    [Fact]
    public void Changed_secret_is_another_version_and_keeps_the_previous_key_published()
    {
        var (first, second, third) = (SigningKey.Create(), SigningKey.Create(), SigningKey.Create());
        var folder = Mount(("current.pem", first), ("next.pem", second));
        var keys = new GivenKeys(folder);
        var version = keys.Version;

        Mount(("current.pem", second), ("next.pem", third), ("previous.pem", first));

        Assert.NotEqual(version, keys.Version);
        var ledger = keys.ReadLedger();
        Assert.Equal(second.KeyId, ledger.Current.KeyId);
        Assert.Equal(KeyState.Retired, ledger.Find(first.KeyId)!.State);
        Assert.Equal(3, ledger.Published.Keys.Count);
    }

    [Fact]
    public void Key_that_is_missing_twice_the_same_or_none_is_refused_by_name()
    {
        var key = SigningKey.Create();
        var same = Assert.Throws<InvalidOperationException>(() => new GivenKeys(Mount(("current.pem", key), ("next.pem", key))).ReadLedger());
        var missing = Assert.Throws<InvalidOperationException>(() => new GivenKeys(Mount(("current.pem", key))).ReadLedger());

        Assert.Contains("are the same", same.Message);
        Assert.Contains("next.pem", missing.Message);
    }

    [Fact]
    public async Task Replicas_with_copies_of_the_keys_verify_one_anothers_tokens_and_refuse_to_rotate()
    {
        var folder = Mount(("current.pem", SigningKey.Create()), ("next.pem", SigningKey.Create()));
        await using var one = await postgres.StartIdentityAsync(folder);
        await using var other = await postgres.StartIdentityAsync(folder);
        var token = await one.SignInAsync("operator");

        Assert.Equal(await one.Client.GetStringAsync(KeyPaths.Published), await other.Client.GetStringAsync(KeyPaths.Published));
        using var listed = await one.SendAsync(HttpMethod.Get, "/keys", token);
        Assert.Equal(HttpStatusCode.OK, listed.StatusCode);

        using var rotated = await one.SendAsync(HttpMethod.Post, "/keys", token);
        Assert.Equal(HttpStatusCode.Conflict, rotated.StatusCode);
        Assert.Contains("next.pem becomes current.pem", await rotated.Content.ReadAsStringAsync());
    }

    /// <summary>As the kubelet does it: a new folder of files of mode 0440, and a link that is turned to it.</summary>
    private string Mount(params (string Name, SigningKey Key)[] keys)
    {
        var mounted = Directory.CreateDirectory(_folder["mounted"]).FullName;
        var data = Directory.CreateDirectory(Path.Combine(mounted, $"..{++_generation}")).FullName;
        foreach (var (name, key) in keys)
        {
            var file = Path.Combine(data, name);
            File.WriteAllText(file, key.ToPem());
            File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, _generation, 0, DateTimeKind.Utc));
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        }

        File.Delete(Path.Combine(mounted, "..data"));
        File.CreateSymbolicLink(Path.Combine(mounted, "..data"), $"..{_generation}");
        foreach (var name in new[] { "current.pem", "next.pem", "previous.pem" })
        {
            File.Delete(Path.Combine(mounted, name));
            if (keys.Any(key => key.Name == name))
            {
                File.CreateSymbolicLink(Path.Combine(mounted, name), Path.Combine("..data", name));
            }
        }

        return mounted;
    }
}

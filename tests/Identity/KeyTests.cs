using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Servers;
using Distribution.Tokens;

namespace Distribution.Identity.Tests;

public sealed class KeyTests(IdentityPostgres postgres) : IAsyncLifetime
{
    private RunningIdentity _identity = null!;
    private string _operator = null!;

    public async ValueTask InitializeAsync()
    {
        _identity = await postgres.StartIdentityAsync();
        _operator = await _identity.SignInAsync("operator");
    }

    public ValueTask DisposeAsync() => _identity.DisposeAsync();

    [Fact]
    public async Task Published_are_the_public_halves_of_the_current_and_the_next_key()
    {
        using var answer = await _identity.Client.GetAsync(KeyPaths.Published);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(2, VerificationKey.From(JsonWebKeySet.Parse(text)).Count);
        Assert.DoesNotContain("\"d\"", text);
        Assert.Equal("""{"kids":[]}""", await _identity.Client.GetStringAsync(KeyPaths.Revoked));
    }

    [Fact]
    public void Keys_are_files_that_only_their_owner_may_read()
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_identity.KeysFolder));
        Assert.Equal(2, Directory.GetFiles(_identity.KeysFolder, "*.pem").Length);
        Assert.All(Directory.GetFiles(_identity.KeysFolder, "*.*"), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Theory]
    [InlineData("requester")]
    [InlineData("approver")]
    [InlineData("auditor")]
    public async Task Others_than_operators_may_do_nothing_with_keys(string user)
    {
        var token = await _identity.SignInAsync(user);
        (HttpMethod, string)[] endpoints = [(HttpMethod.Get, "/keys"), (HttpMethod.Post, "/keys"), (HttpMethod.Post, "/keys/x/withdraw")];
        foreach (var (method, path) in endpoints)
        {
            using var forbidden = await _identity.SendAsync(method, path, token);
            using var unknown = await _identity.SendAsync(method, path, null);

            Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
            Assert.Contains("'operator'", (await forbidden.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
            Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        }
    }

    [Fact]
    public async Task Rotation_makes_the_next_key_sign_and_keeps_the_old_one_published()
    {
        var before = await StatesAsync();

        using var rotated = await _identity.SendAsync(HttpMethod.Post, "/keys", _operator);

        Assert.Equal(HttpStatusCode.Created, rotated.StatusCode);
        var after = await StatesAsync();
        Assert.Equal("retired", after[before.Single(key => key.Value == "current").Key]);
        Assert.Equal("current", after[before.Single(key => key.Value == "next").Key]);
        Assert.Single(after, key => key.Value == "next");
        Assert.Equal(3, JsonWebKeySet.Parse(await _identity.Client.GetStringAsync(KeyPaths.Published)).Keys.Count);
        Assert.Equal(2, Directory.GetFiles(_identity.KeysFolder, "*.pem").Length);
        var token = await _identity.SignInAsync("requester");
        Assert.Contains(after.Single(key => key.Value == "current").Key, HeaderOf(token));
    }

    [Fact]
    public async Task Withdrawn_key_is_published_no_more_and_its_tokens_are_refused()
    {
        var current = (await StatesAsync()).Single(key => key.Value == "current").Key;

        using var withdrawn = await _identity.SendAsync(HttpMethod.Post, $"/keys/{current}/withdraw", _operator);
        using var refused = await _identity.SendAsync(HttpMethod.Get, "/keys", _operator);
        _operator = await _identity.SignInAsync("operator");
        using var again = await _identity.SendAsync(HttpMethod.Post, $"/keys/{current}/withdraw", _operator);
        using var unknown = await _identity.SendAsync(HttpMethod.Post, "/keys/nothing/withdraw", _operator);

        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal([current], RevokedKeys.Parse(await _identity.Client.GetStringAsync(KeyPaths.Revoked)).KeyIds);
        Assert.DoesNotContain(JsonWebKeySet.Parse(await _identity.Client.GetStringAsync(KeyPaths.Published)).Keys, key => key.KeyId == current);
        Assert.Equal(["current", "next", "withdrawn"], (await StatesAsync()).Values.Order(StringComparer.Ordinal));
        Assert.False(File.Exists(Path.Combine(_identity.KeysFolder, $"{current}.pem")));
    }

    [Theory]
    [InlineData("next")]
    [InlineData("retired")]
    public async Task Key_that_does_not_sign_can_be_withdrawn_too(string state)
    {
        using var rotated = await _identity.SendAsync(HttpMethod.Post, "/keys", await _identity.SignInAsync("operator"));
        var fresh = await _identity.SignInAsync("operator");
        var key = (await StatesAsync()).Single(found => found.Value == state).Key;

        using var withdrawn = await _identity.SendAsync(HttpMethod.Post, $"/keys/{key}/withdraw", fresh);

        _operator = fresh;
        var after = await StatesAsync();
        Assert.Equal("withdrawn", after[key]);
        Assert.Single(after, found => found.Value == "current");
        Assert.Single(after, found => found.Value == "next");
    }

    [Fact]
    public async Task Keys_and_tokens_outlive_a_restart()
    {
        var before = await StatesAsync();
        await _identity.StopAsync();
        await _identity.StartAgainAsync();

        Assert.Equal(before, await StatesAsync());
    }

    [Fact]
    public async Task Replica_on_the_same_folder_signs_with_the_new_key_at_once()
    {
        await using var other = await RunningIdentity.StartAsync(postgres.Seeded, _identity.Folder, usersFile: postgres.UsersFile);

        using var rotated = await _identity.SendAsync(HttpMethod.Post, "/keys", _operator);

        var current = (await StatesAsync()).Single(key => key.Value == "current").Key;
        Assert.Contains(current, HeaderOf(await other.SignInAsync("requester")));
    }

    [Fact]
    public async Task Rotations_at_two_replicas_at_once_lose_no_key()
    {
        await using var other = await RunningIdentity.StartAsync(postgres.Seeded, _identity.Folder, usersFile: postgres.UsersFile);

        var rotations = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => (number % 2 == 0 ? _identity : other).SendAsync(HttpMethod.Post, "/keys", _operator)));

        Assert.All(rotations, rotation => Assert.Equal(HttpStatusCode.Created, rotation.StatusCode));
        var states = await StatesAsync();
        Assert.Equal(8, states.Count);
        Assert.Single(states, key => key.Value == "current");
        Assert.Single(states, key => key.Value == "next");
    }

    [Fact]
    public async Task Damaged_or_unprotected_keys_are_a_start_error_that_names_the_file()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["keys"]);
        SecretFiles.Write(folder["keys", "keys.json"], "{}");
        var damaged = await Assert.ThrowsAnyAsync<Exception>(() => RunningIdentity.StartAsync(postgres.Seeded, folder));
        Assert.Contains("keys.json", damaged.Message);

        await _identity.StopAsync();
        var pem = Directory.GetFiles(_identity.KeysFolder, "*.pem");
        foreach (var file in pem)
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        }

        var open = await Assert.ThrowsAnyAsync<Exception>(() => RunningIdentity.StartAsync(postgres.Seeded, _identity.Folder));
        Assert.Contains("chmod 600", open.Message);
    }

    private static string HeaderOf(string token) => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.AsSpan(0, token.IndexOf('.'))));

    private async Task<SortedDictionary<string, string>> StatesAsync()
    {
        using var answer = await _identity.SendAsync(HttpMethod.Get, "/keys", _operator);
        var list = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return new(list.GetProperty("keys").EnumerateArray().ToDictionary(key => key.GetProperty("kid").GetString()!, key => key.GetProperty("state").GetString()!), StringComparer.Ordinal);
    }
}

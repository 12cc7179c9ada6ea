using Distribution.Identity.Clients;
using Distribution.Identity.Users;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Distribution.Identity.Tests;

/// <summary>Where secrets are environment variables, they are settings here and not the paths of files.</summary>
public sealed class GivenSecretTests
{
    [Fact]
    public void Client_secret_that_is_a_setting_is_held_and_no_other()
    {
        var secrets = new ClientSecrets(Options.Create(new IdentityOptions { ClientSecrets = { ["worker"] = "right", ["empty"] = "" } }), NullLogger<ClientSecrets>.Instance);

        Assert.True(secrets.Holds("worker", "right"));
        Assert.False(secrets.Holds("worker", "wrong"));
        Assert.False(secrets.Holds("nobody", "right"));
        Assert.False(secrets.Holds("empty", ""));
    }

    [Fact]
    public void Users_that_are_a_setting_are_read_as_their_file_is_and_a_wrong_line_is_named_without_its_content()
    {
        var users = UsersFile.Parse("Identity:Users", "requester pass-1 requester\noperator pass-2 operator,requester\n");

        Assert.Equal([("requester", "pass-1"), ("operator", "pass-2")], users.Select(user => (user.Name, user.Password)));
        var error = Assert.Throws<InvalidOperationException>(() => UsersFile.Parse("Identity:Users", "requester pass-1 requester\nsomebody pass-2 emperor"));
        Assert.Contains("Line 2 of Identity:Users", error.Message);
        Assert.DoesNotContain("pass-2", error.Message);
    }
}

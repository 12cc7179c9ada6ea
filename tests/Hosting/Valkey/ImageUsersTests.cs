using Distribution.Hosting.Valkey;
using Distribution.Servers;

namespace Distribution.Hosting.Tests.Valkey;

/// <summary>The image's entrypoint is a shell script and writes the users down once more: they must be the same ones.</summary>
public sealed class ImageUsersTests
{
    private static readonly string Script = File.ReadAllText(Path.Combine(Checkout.Root, "deploy", "images", "valkey", "lib", "common.sh"));

    [Fact]
    public void Users_of_the_image_are_those_of_a_local_run()
    {
        var expected = ValkeyUser.All.Select(user => user.OnServers is { } rules ? $"    user {user.Name} '{rules}'" : null)
            .Concat(ValkeyUser.All.Select(user => user.OnSentinels is { } rules ? $"    user {user.Name} '{rules}'" : null))
            .OfType<string>();

        var written = Script.Split('\n').Where(line => line.StartsWith("    user ", StringComparison.Ordinal));

        Assert.Equal(expected, written);
    }
}

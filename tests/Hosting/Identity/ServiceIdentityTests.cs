using Aspire.Hosting;
using Distribution.Hosting.Identity;
using Distribution.Machine.State;
using Distribution.Servers;

namespace Distribution.Hosting.Tests.Identity;

public sealed class ServiceIdentityTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public async Task Service_and_issuer_are_given_the_same_secret_file_and_no_secret()
    {
        var builder = Builder();
        var identity = builder.AddReplicas<AnyProject>("identity", 1).AsIssuer();
        var api = builder.AddReplicas<AnyProject>("api", 2).WithServiceIdentity(identity);

        var issuer = await ProjectEnvironment.OfAsync(builder, identity[0].Resource);
        foreach (var member in api)
        {
            var environment = await ProjectEnvironment.OfAsync(builder, member.Resource);
            Assert.Equal("api", environment["Tokens__ClientId"]);
            Assert.Equal(issuer["Identity__Clients__api"], environment["Tokens__ClientSecretFile"]);
            Assert.Contains("services__identity-1__http__0", environment.Keys);
        }

        Assert.Equal("identity", issuer["Tokens__ClientId"]);
        Assert.StartsWith(_root.Path, issuer["Identity__KeysFolder"]);
        Assert.StartsWith(_root.Path, issuer["Identity__UsersFile"]);
    }

    [Fact]
    public void Service_without_an_issuer_is_refused_with_the_remedy()
    {
        var builder = Builder();
        var identity = builder.AddReplicas<AnyProject>("identity", 1);

        var refused = Assert.Throws<InvalidOperationException>(() => builder.AddReplicas<AnyProject>("api", 1).WithServiceIdentity(identity));

        Assert.Contains("call AsIssuer", refused.Message);
    }

    [Fact]
    public void Secret_is_made_once_and_is_its_owners_only()
    {
        var state = StateFolder.At("t", _root.Path);
        Directory.CreateDirectory(state.Secrets);
        var accounts = new ServiceAccounts(state);
        var file = accounts.FileOf("api");

        accounts.Create();
        var secret = File.ReadAllText(file);
        accounts.FileOf("worker");
        accounts.Create();

        Assert.Equal(secret, File.ReadAllText(file));
        Assert.NotEqual(secret, File.ReadAllText(accounts.FileOf("worker")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Checkpoints_are_apart_from_the_database()
    {
        var builder = Builder();
        var audit = builder.AddReplicas<AnyProject>("audit", 2).WithCheckpoints();

        var environment = await ProjectEnvironment.OfAsync(builder, audit[0].Resource);
        var other = await ProjectEnvironment.OfAsync(builder, audit[1].Resource);

        Assert.NotEqual(Path.GetDirectoryName(environment["Audit__CheckpointFile"]), Path.GetDirectoryName(environment["Audit__CheckpointKeyFile"]));
        Assert.NotEqual(environment["Audit__CheckpointFile"], other["Audit__CheckpointFile"]);
        Assert.Equal(environment["Audit__CheckpointKeyFile"], other["Audit__CheckpointKeyFile"]);
    }

    public void Dispose() => _root.Dispose();

    private IDistributedApplicationBuilder Builder() => DistributedApplication.CreateBuilder(["--state", _root.Path, "--ports", "random"]);
}

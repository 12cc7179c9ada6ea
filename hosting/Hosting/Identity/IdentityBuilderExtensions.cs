using System.Runtime.CompilerServices;
using Distribution.Hosting.Identity;
using Distribution.Hosting.Replicas;
using Distribution.Hosting.Secrets;
using Distribution.Hosting.Topology;

namespace Aspire.Hosting;

/// <summary>Says which service issues tokens, and which services have an account with it.</summary>
public static class IdentityBuilderExtensions
{
    /// <summary>The folder of the signing keys.</summary>
    private const string KeysVolume = "signing-keys";

    private static readonly ConditionalWeakTable<ReplicaSetResource, ServiceAccounts> Accounts = [];

    /// <summary>
    /// Makes a service the issuer of the topology's tokens. Its signing keys, and the names and passwords of the users that a development topology begins with, are files of mode 0600 in the
    /// topology's folder of secrets, apart from its database.
    /// </summary>
    /// <param name="identity">The service.</param>
    public static ReplicaSet AsIssuer(this ReplicaSet identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var state = identity.ApplicationBuilder.Topology().StateFolder;
        var accounts = new ServiceAccounts(state);
        Accounts.Add(identity.Resource, accounts);
        return identity
            .WithEnvironment("Identity__KeysFolder", new StateFolderReference(KeysVolume, within: "", Path.Combine(state.Secrets, KeysVolume), isShared: true))
            .WithEnvironment("Identity__UsersFile", new SecretFileReference("users", SecretKind.Users, state.UsersFile))
            .ForEach(member => member.OnBeforeResourceStarted((_, _, _) => CreateAsync(accounts)))
            .WithServiceIdentity(identity);
    }

    /// <summary>Gives a service an account with the issuer, by which it gets the token that its calls of other services carry, and the issuer's address, from which it takes the keys that verify tokens.</summary>
    /// <param name="service">The service; its account has its name.</param>
    /// <param name="identity">The issuer.</param>
    /// <exception cref="InvalidOperationException"><see cref="AsIssuer"/> was not called on <paramref name="identity"/>.</exception>
    public static ReplicaSet WithServiceIdentity(this ReplicaSet service, ReplicaSet identity)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(identity);
        if (!Accounts.TryGetValue(identity.Resource, out var accounts))
        {
            throw new InvalidOperationException($"'{identity.Resource.Name}' issues no tokens: call AsIssuer on it first.");
        }

        var name = service.Resource.Name;
        var secret = new SecretFileReference(ServiceAccounts.NameOf(name), SecretKind.Password, accounts.FileOf(name));
        identity.WithEnvironment($"Identity__Clients__{name}", secret);
        return service
            .WithReference(identity)
            .WithEnvironment("Tokens__ClientId", name)
            .WithEnvironment("Tokens__ClientSecretFile", secret)
            .ForEach(member => member.OnBeforeResourceStarted((_, _, _) => CreateAsync(accounts)));
    }

    private static Task CreateAsync(ServiceAccounts accounts)
    {
        accounts.Create();
        return Task.CompletedTask;
    }
}

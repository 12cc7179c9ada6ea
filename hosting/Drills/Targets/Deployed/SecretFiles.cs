using Distribution.Machine.Control;
using Distribution.Valkey;

namespace Distribution.Drills.Targets.Deployed;

/// <summary>The secrets that a drill signs in with: the same files that the containers are given.</summary>
/// <param name="folder">Where they are.</param>
/// <param name="remedy">What to do when one is missing.</param>
internal sealed class SecretFiles(string folder, string remedy)
{
    private const string Drills = "drills";

    /// <summary>The user of the services in Valkey.</summary>
    public ValkeyCredentials Valkey => new("app", Find("valkey-app"));

    /// <summary>A connection string that names all members of the Postgres cluster.</summary>
    public string PostgresAt(IEnumerable<Unit> members, string database)
    {
        var role = database == Drills ? $"{Drills}_owner" : database;
        var hosts = string.Join(',', members.Where(unit => unit.Address is not null).Select(unit => $"{unit.Address}:{Ports.Postgres}"));
        return $"Host={hosts};Database={database};Username={role};Passfile={Find($"postgres-{role}.pgpass")}";
    }

    /// <summary>The connection string of the Valkey cluster, as the services have it.</summary>
    public string ValkeyAt(IEnumerable<Unit> sentinels) =>
        $"sentinels={string.Join(',', sentinels.Where(unit => unit.Address is not null).Select(unit => $"{unit.Address}:{Ports.Sentinel}"))};service={SentinelProbe.Service};user={Valkey.User};passwordFile={Valkey.PasswordFile}";

    /// <summary>The first user who has a role.</summary>
    public DevelopmentUser UserWithRole(string role) => DevelopmentUser.WithRole(Find("users"), role);

    /// <exception cref="TargetException">It is not there, or may not be read.</exception>
    private string Find(string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            File.OpenRead(path).Dispose();
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new TargetException($"The secret {name} cannot be read: {failure.Message} {remedy}", failure);
        }
    }
}

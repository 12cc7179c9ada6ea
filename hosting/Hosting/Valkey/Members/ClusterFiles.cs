using System.Text;
using Distribution.Machine.Processes;
using Distribution.Machine.Secrets;

namespace Distribution.Hosting.Valkey;

/// <summary>
/// The folders, passwords and configuration files of a cluster. Everything that holds a password, or its digest, has mode 0600 and belongs to the
/// account that the servers run as, except the passwords themselves, which the services and the supervisor read. Nothing secret is an argument.
/// </summary>
/// <param name="service">The name under which the Sentinels know the primary; also the prefix of the secrets' files.</param>
/// <param name="data">The folder of all data folders.</param>
/// <param name="secrets">The folder of all secrets.</param>
/// <param name="account">The unprivileged account of the servers; null when we are unprivileged ourselves.</param>
internal sealed class ClusterFiles(string service, string data, string secrets, Account? account)
{
    public const string ServerConfiguration = "valkey.conf";
    public const string SentinelConfiguration = "sentinel.conf";
    private const string Acl = "users.acl";

    public string Service => service;

    public string Folder(string member) => Path.Combine(data, member);

    public string PasswordFile(ValkeyUser user) => Path.Combine(secrets, $"{service}-{user.Name}");

    public string Password(ValkeyUser user) => SecretFile.ReadOrCreate(PasswordFile(user));

    /// <summary>Prepares a server's folder for a start in a role. Its data is not touched.</summary>
    public void PrepareServer(MemberAddress member, MemberAddress? upstream)
    {
        MakeFolder(member.Name);
        WriteAcl(member.Name, u => u.OnServers);
        Write(member.Name, ServerConfiguration, ServerSettings.Text(member, upstream, Password(ValkeyUser.Replication), Acl));
    }

    /// <summary>
    /// Prepares a Sentinel's folder. What it wrote there itself, and must remember over a crash (its votes), is kept unless <paramref name="afresh"/>:
    /// the first time after the topology was started every address is another one.
    /// </summary>
    public void PrepareSentinel(MemberAddress sentinel, bool afresh, Func<string> text)
    {
        MakeFolder(sentinel.Name);
        WriteAcl(sentinel.Name, u => u.OnSentinels);
        if (afresh || !File.Exists(Path.Combine(Folder(sentinel.Name), SentinelConfiguration)))
        {
            Write(sentinel.Name, SentinelConfiguration, text());
        }
    }

    public static string AclFile => Acl;

    private void MakeFolder(string member)
    {
        var folder = Folder(member);
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        account?.Own(folder);
    }

    private void WriteAcl(string member, Func<ValkeyUser, string?> rules)
    {
        var lines = new StringBuilder("user default off resetpass resetkeys resetchannels -@all\n");
        foreach (var user in ValkeyUser.All)
        {
            if (rules(user) is { } granted)
            {
                lines.Append(ValkeyUser.Line(user.Name, granted, Password(user))).Append('\n');
            }
        }

        Write(member, Acl, lines.ToString());
    }

    private void Write(string member, string file, string text) => SecretFile.Write(Path.Combine(Folder(member), file), text, account);
}

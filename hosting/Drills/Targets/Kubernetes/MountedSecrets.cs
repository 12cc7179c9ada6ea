using System.Text;
using System.Text.Json;
using Distribution.Machine.Secrets;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>The secrets that a drill signs in with, in files of its own for as long as it lasts: the clients take files, and nothing secret is ever an argument.</summary>
internal sealed class MountedSecrets : IDisposable
{
    private static readonly string[] Wanted = ["valkey-app", "users"];

    private MountedSecrets(string folder) => Folder = folder;

    /// <summary>Where they are: only this user may enter.</summary>
    public string Folder { get; }

    /// <summary>Reads the Secrets that the pods are given, whatever they are called.</summary>
    /// <exception cref="TargetException">They may not be read.</exception>
    public static async Task<MountedSecrets> ReadAsync(Kubectl kubectl, IReadOnlyList<Placed> members, CancellationToken cancellationToken)
    {
        var names = members.SelectMany(member => member.Pod?.Secrets ?? []).Distinct(StringComparer.Ordinal).ToList();
        var found = new List<JsonElement>();
        foreach (var name in names)
        {
            found.Add(await kubectl.GetAsync(["secret", name], cancellationToken));
        }

        var mounted = new MountedSecrets(Directory.CreateTempSubdirectory("distribution-drill-").FullName);
        foreach (var (file, content) in found.SelectMany(Files))
        {
            SecretFile.Write(Path.Combine(mounted.Folder, file), content);
        }

        return mounted;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Those of a Secret's entries that a drill needs; keys of services and of tokens are none of its business.</summary>
    internal static IEnumerable<(string File, string Content)> Files(JsonElement secret) => secret.TryGetProperty("data", out var data)
        ? data.EnumerateObject().Where(entry => Wanted.Contains(entry.Name, StringComparer.Ordinal) || entry.Name.EndsWith(".pgpass", StringComparison.Ordinal)).Select(entry => (entry.Name, Encoding.UTF8.GetString(entry.Value.GetBytesFromBase64())))
        : [];
}

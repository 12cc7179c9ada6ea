using System.Collections.Concurrent;
using Distribution.Machine.Secrets;
using Distribution.Machine.State;

namespace Distribution.Hosting.Identity;

/// <summary>The secrets by which services prove to the issuer who they are: a file each, made before whichever of the two starts first.</summary>
internal sealed class ServiceAccounts(StateFolder state)
{
    private readonly ConcurrentDictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Where a service's secret is, or will be.</summary>
    public string FileOf(string service) => _files.GetOrAdd(service, static (name, folder) => Path.Combine(folder, NameOf(name)), state.Secrets);

    /// <summary>The name of a service's secret.</summary>
    public static string NameOf(string service) => $"service-{service}";

    /// <summary>Makes the secrets that are missing.</summary>
    public void Create()
    {
        // Two services may start at once, and one must not replace a secret that the other has read.
        lock (_files)
        {
            foreach (var file in _files.Values)
            {
                SecretFile.ReadOrCreate(file);
            }
        }
    }
}

using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>A secret is a file of its own, and every one that a service names is there.</summary>
internal sealed class SecretFile : IComposeRule
{
    public string Name => "secret-file";

    public IEnumerable<Finding> Check(ComposeProject project)
    {
        var known = project.Secrets.Select(secret => secret.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, source) in project.Secrets.Where(secret => !secret.Value["file"].Exists && !secret.Value["external"].IsTrue))
        {
            yield return new(Name, $"secret {name}", source["environment"].Exists ? "Give it a file: an environment is seen by every process." : "Give it a file.");
        }

        foreach (var service in project.Services)
        {
            foreach (var name in service["secrets"].Items.Select(item => item.Text ?? item["source"].Text ?? "").Where(name => !known.Contains(name)))
            {
                yield return new(Name, $"service {service.Name}", $"Declare the secret {name}, or take it out of the service.");
            }
        }
    }
}

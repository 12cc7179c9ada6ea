using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>Who is reached from outside does not share an open network with who keeps data, and nobody is in a network with everybody.</summary>
internal sealed class SplitNetworks : IComposeRule
{
    public string Name => "split-networks";

    public IEnumerable<Finding> Check(ComposeProject project)
    {
        foreach (var service in project.Services.Where(service => !service.Networks.Any() && service["network_mode"].Text != "none"))
        {
            yield return new(Name, $"service {service.Name}", "Name its networks: without, it is in one with everybody.");
        }

        foreach (var network in project.Services.SelectMany(service => service.Networks).Distinct(StringComparer.Ordinal))
        {
            var members = project.Services.Where(service => service.Networks.Contains(network, StringComparer.Ordinal)).ToList();
            if (members.Count > 2 && members.Count == project.Services.Count)
            {
                yield return new(Name, $"network {network}", "Split it: every service is in it.");
            }

            if (!project.IsInternal(network) && members.Find(service => service["ports"].Items.Any()) is { } published)
            {
                foreach (var keeper in members.Where(service => service.KeepsData))
                {
                    yield return new(Name, $"network {network}", $"Take {keeper.Name}, which keeps data, out of it, or make it internal: {published.Name} is reached from outside.");
                }
            }
        }
    }
}

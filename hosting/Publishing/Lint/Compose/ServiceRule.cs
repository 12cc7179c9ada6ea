using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose;

/// <summary>A rule that looks at one service at a time.</summary>
/// <param name="name">The rule's name.</param>
internal abstract class ServiceRule(string name) : IComposeRule
{
    public string Name => name;

    public IEnumerable<Finding> Check(ComposeProject project) => project.Services.SelectMany(service => Remedies(service).Select(remedy => new Finding(name, $"service {service.Name}", remedy)));

    /// <summary>What to do about a service; nothing when it keeps the rule.</summary>
    protected abstract IEnumerable<string> Remedies(ServiceNode service);

    /// <summary>One remedy, when something is wrong.</summary>
    protected static IEnumerable<string> When(bool wrong, string remedy) => wrong ? [remedy] : [];
}

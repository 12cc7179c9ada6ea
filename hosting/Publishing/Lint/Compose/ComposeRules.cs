using Distribution.Publishing.Lint.Compose.Rules;

namespace Distribution.Publishing.Lint.Compose;

/// <summary>Every rule. A new one is a class, a line here, and a planted fault in the tests, which insist on it.</summary>
internal static class ComposeRules
{
    public static IReadOnlyList<IComposeRule> All { get; } =
    [
        new DependencyCondition(),
        new DropCapabilities(),
        new FixedTag(),
        new HealthCheck(),
        new LogLimit(),
        new LoopbackPort(),
        new MemoryLimit(),
        new NoHostAccess(),
        new NoNewPrivileges(),
        new NonRoot(),
        new NoSecretInEnvironment(),
        new ReadOnlyRoot(),
        new RestartPolicy(),
        new SecretFile(),
        new SplitNetworks(),
        new StopGracePeriod(),
    ];
}

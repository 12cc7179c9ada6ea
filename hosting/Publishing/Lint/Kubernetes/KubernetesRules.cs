using Distribution.Publishing.Lint.Kubernetes.Rules.Availability;
using Distribution.Publishing.Lint.Kubernetes.Rules.Health;
using Distribution.Publishing.Lint.Kubernetes.Rules.Identity;
using Distribution.Publishing.Lint.Kubernetes.Rules.Naming;
using Distribution.Publishing.Lint.Kubernetes.Rules.Networking;
using Distribution.Publishing.Lint.Kubernetes.Rules.Operations;
using Distribution.Publishing.Lint.Kubernetes.Rules.Scaling;
using Distribution.Publishing.Lint.Kubernetes.Rules.Secrets;
using Distribution.Publishing.Lint.Kubernetes.Rules.Security;

namespace Distribution.Publishing.Lint.Kubernetes;

/// <summary>Every rule, by topic. A new one is a class, a line here, and a planted fault in the tests, which insist on it.</summary>
internal static class KubernetesRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new BudgetAllowsEviction(),
        new DisruptionBudget(),
        new HostSpread(),
        new Replicas(),
        new RollingUpdate(),
        new StatelessReplicas(),
        new ZoneSpread(),

        new ProbePorts(),
        new ProbesDiffer(),
        new ProbesPresent(),

        new NoWildcards(),
        new ServiceAccount(),
        new TokenMount(),

        new DeprecatedApi(),
        new DuplicateEnvironment(),
        new NamedNamespace(),
        new RecommendedLabels(),
        new UniqueObjects(),

        new HeadlessService(),
        new PolicyCovers(),
        new PolicySelects(),
        new RouteBackends(),
        new SelectorMatches(),
        new ServiceSelects(),

        new AlertRunbook(),
        new CronJobDeadlines(),
        new Drain(),
        new Excuses(),
        new HookOrder(),
        new JobLimits(),
        new MigrationFirst(),
        new PriorityClass(),

        new AutoscalerAlone(),
        new AutoscalerTarget(),
        new EphemeralStorage(),
        new Resources(),

        new SecretLiterals(),

        new Capabilities(),
        new FixedImage(),
        new HighUser(),
        new HostNamespaces(),
        new HostPaths(),
        new HostPorts(),
        new PrivilegeEscalation(),
        new ReadOnlyRoot(),
        new RunAsNonRoot(),
        new Seccomp(),
    ];
}

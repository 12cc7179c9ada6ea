using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>Who is waited for is there, and what is waited for is said and can come.</summary>
internal sealed class DependencyCondition() : ServiceRule("dependency-condition")
{
    protected override IEnumerable<string> Remedies(ServiceNode service) => service.DependsOn.Select(dependency => Remedy(service, dependency.Key, dependency.Value)).OfType<string>();

    private static string? Remedy(ServiceNode service, string other, string? condition) => (service.Project.Find(other), condition) switch
    {
        (_, null) => $"Say in depends_on.{other}.condition what is waited for.",
        (null, _) => service["depends_on"][other]["required"].IsFalse ? null : $"There is no service {other}: take it out of depends_on.",
        ({ } found, "service_healthy") when !found["healthcheck"]["test"].Exists => $"Give {other} a health check, or wait for service_started: it never becomes healthy.",
        _ => null,
    };
}

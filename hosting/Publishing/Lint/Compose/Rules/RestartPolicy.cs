using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>A service that ended is started again; a job that failed is tried again, not for ever.</summary>
internal sealed class RestartPolicy() : ServiceRule("restart-policy")
{
    protected override IEnumerable<string> Remedies(ServiceNode service)
    {
        var policy = service["restart"].Text ?? "";
        return service.IsJob
            ? When(!policy.StartsWith("on-failure:", StringComparison.Ordinal), "Set restart to on-failure:5: a job ends when it has done its work.")
            : When(policy is not ("unless-stopped" or "always"), "Set restart to unless-stopped.");
    }
}

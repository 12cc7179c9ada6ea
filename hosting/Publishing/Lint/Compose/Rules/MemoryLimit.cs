using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>A container that wants ever more memory, or ever more processes, takes none from the others.</summary>
internal sealed class MemoryLimit() : ServiceRule("memory-limit")
{
    protected override IEnumerable<string> Remedies(ServiceNode service)
    {
        var limits = service["deploy"]["resources"]["limits"];
        return
        [
            .. When(!limits["memory"].Exists && !service["mem_limit"].Exists, "Set deploy.resources.limits.memory."),
            .. When(!limits["pids"].Exists && !service["pids_limit"].Exists, "Set deploy.resources.limits.pids."),
        ];
    }
}

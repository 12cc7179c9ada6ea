using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>A program gains nothing by a setuid bit.</summary>
internal sealed class NoNewPrivileges() : ServiceRule("no-new-privileges")
{
    protected override IEnumerable<string> Remedies(ServiceNode service)
    {
        var options = service["security_opt"].Texts.ToList();
        return
        [
            .. When(!options.Any(option => option is "no-new-privileges" or "no-new-privileges:true" or "no-new-privileges=true"), "Add no-new-privileges:true to security_opt."),
            .. options.Where(option => option.EndsWith("unconfined", StringComparison.Ordinal)).Select(option => $"Take {option} out of security_opt."),
        ];
    }
}

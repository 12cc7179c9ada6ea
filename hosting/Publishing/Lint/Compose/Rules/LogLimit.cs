using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>A container's output does not fill the disk.</summary>
internal sealed class LogLimit() : ServiceRule("log-limit")
{
    // Drivers that write no files of their own without a limit.
    private static readonly string[] Bounded = ["local", "journald", "syslog", "none", "fluentd", "gelf"];

    protected override IEnumerable<string> Remedies(ServiceNode service)
    {
        var logging = service["logging"];
        return When(
            !Bounded.Contains(logging["driver"].Text, StringComparer.Ordinal) && !(logging["options"]["max-size"].Exists && logging["options"]["max-file"].Exists),
            "Set max-size and max-file in logging.options.");
    }
}

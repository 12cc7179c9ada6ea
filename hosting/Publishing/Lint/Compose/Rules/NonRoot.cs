using System.Globalization;
using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>A container's user is nobody on the machine.</summary>
internal sealed class NonRoot() : ServiceRule("non-root")
{
    private const int FirstOfContainers = 10001;

    protected override IEnumerable<string> Remedies(ServiceNode service) => When(
        !int.TryParse(service["user"].Text?.Split(':')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var user) || user < FirstOfContainers,
        $"Set user to a number of {FirstOfContainers} or more, as in {FirstOfContainers}:{FirstOfContainers}.");
}

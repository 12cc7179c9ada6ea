using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Operations;

/// <summary>An alert leads to a page that says what to do, and says how urgent it is.</summary>
internal sealed class AlertRunbook : IRule
{
    /// <inheritdoc/>
    public string Name => "alert-runbook";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.Of("PrometheusRule")
            .SelectMany(rules => rules.Spec["groups"].Items.SelectMany(group => group["rules"].Items), (rules, alert) => (rules, alert))
            .Where(entry => entry.alert["alert"].Exists && !(entry.alert["annotations"]["runbook_url"].Exists && entry.alert["labels"]["severity"].Exists))
            .Select(entry => new Fault(entry.rules, "Add the annotation runbook_url and the label severity.") { Part = $", alert {entry.alert["alert"].Text}", At = entry.alert });
}

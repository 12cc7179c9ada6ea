namespace Distribution.Publishing.Helm.Monitoring;

/// <summary>An alert, with a page that says what to do.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expression">When it is so, in PromQL; RELEASE and NAMESPACE stand for the release's.</param>
/// <param name="For">For how long it must be so.</param>
/// <param name="Severity">Whether somebody is called, <c>critical</c>, or it can wait for the morning, <c>warning</c>.</param>
/// <param name="Summary">What is wrong, in one line.</param>
/// <param name="Runbook">The page below docs/runbooks, without its ending.</param>
internal sealed record Alert(string Name, string Expression, string For, string Severity, string Summary, string Runbook);

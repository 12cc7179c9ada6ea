namespace Distribution.Machine.Network;

/// <summary>What the relay answers.</summary>
/// <param name="Connections">How many it carries.</param>
/// <param name="Affected">How many of them a rule is about.</param>
public sealed record NetworkReport(int Connections, int Affected);

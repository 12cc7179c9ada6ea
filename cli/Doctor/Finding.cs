namespace Distribution.Cli.Doctor;

/// <summary>One thing that a topology needs, and what was found of it.</summary>
internal sealed record Finding(string What, bool Ok, string Found, string? Remedy = null);

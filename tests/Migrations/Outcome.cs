namespace Distribution.Migrations.Tests;

/// <summary>What a run ended with and printed.</summary>
internal sealed record Outcome(ExitCode Code, string Output, string Errors);

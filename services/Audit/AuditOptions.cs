namespace Distribution.Audit;

/// <summary>Configuration section <c>Audit</c>.</summary>
internal sealed class AuditOptions
{
    public const string Section = "Audit";

    public const string Rule = "Audit:CheckpointFile and Audit:CheckpointKeyFile (or Audit:CheckpointKey instead of the latter, not both) must name two files outside of the database, and Audit:WholeEvery must be positive.";

    /// <summary>Where the last checkpoint is kept.</summary>
    public string CheckpointFile { get; set; } = "";

    /// <summary>The key that seals it, a file of mode 0600.</summary>
    public string CheckpointKeyFile { get; set; } = "";

    /// <summary>The key itself, instead of <see cref="CheckpointKeyFile"/>: for platforms that hand secrets over as environment variables.</summary>
    public string CheckpointKey { get; set; } = "";

    /// <summary>From the start to the first verification of everything.</summary>
    public TimeSpan FirstWhole { get; set; } = AuditDefaults.FirstWhole;

    /// <summary>Between two verifications of everything.</summary>
    public TimeSpan WholeEvery { get; set; } = AuditDefaults.WholeEvery;

    public string? Fault => CheckpointFile.Length == 0 || (CheckpointKeyFile.Length == 0) == (CheckpointKey.Length == 0) || CheckpointFile == CheckpointKeyFile || WholeEvery <= TimeSpan.Zero || FirstWhole < TimeSpan.Zero ? Rule : null;
}

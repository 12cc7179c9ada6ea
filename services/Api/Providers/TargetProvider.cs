namespace Distribution.Api.Providers;

/// <summary>One entry of <c>Providers:Targets</c>.</summary>
internal sealed class TargetProvider
{
    /// <summary>A target, or the beginning of targets with a <c>*</c> at the end.</summary>
    public string Target { get; set; } = "";

    /// <summary>Which provider acts there.</summary>
    public string Provider { get; set; } = "";
}

namespace Distribution.Api.Providers;

/// <summary>Configuration section <c>Providers</c>.</summary>
internal sealed class ProviderOptions
{
    public const string Section = "Providers";

    /// <summary>The provider of grants for which neither policy nor target names one. Default <see cref="ProviderDefaults.BuiltIn"/>.</summary>
    public string Default { get; set; } = ProviderDefaults.BuiltIn;

    /// <summary>Providers by target; the first that covers a target counts. Default none.</summary>
    public IList<TargetProvider> Targets { get; } = [];

    /// <summary>Whether there is the provider that fails on command. Default no.</summary>
    public bool Faulty { get; set; }
}

namespace Aspire.Hosting;

/// <summary>What is taken over from a project besides its assembly. This engine takes nothing over, whatever is said here.</summary>
public class ProjectResourceOptions
{
    /// <summary>The profile of launchSettings.json that is taken over.</summary>
    public string? LaunchProfileName { get; set; }

    /// <summary>Takes no profile over.</summary>
    public bool ExcludeLaunchProfile { get; set; }

    /// <summary>Takes no endpoints over from Kestrel's configuration.</summary>
    public bool ExcludeKestrelEndpoints { get; set; }
}

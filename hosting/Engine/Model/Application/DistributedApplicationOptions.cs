using System.Reflection;
using Distribution.Engine.Model;

namespace Aspire.Hosting;

/// <summary>How an application is built.</summary>
public sealed class DistributedApplicationOptions
{
    private string? projectDirectory;

    /// <summary>The command line.</summary>
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly; the one that was started by default.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Whether no dashboard is started.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>The name the dashboard shows.</summary>
    public string? DashboardApplicationName { get; set; }

    /// <summary>The AppHost's folder, from which relative paths are taken.</summary>
    public string? ProjectDirectory
    {
        get => projectDirectory ?? AppHostProject.PathOf(Assembly);
        set => projectDirectory = value;
    }

    internal Assembly? Assembly => string.IsNullOrEmpty(AssemblyName) ? Assembly.GetEntryAssembly() : Assembly.Load(AssemblyName);
}

using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Tools;

namespace Distribution.Engine.Dashboard;

/// <summary>
/// The dashboard's process, run by the orchestrator as every other, so that it ends with the AppHost however that ends: a dashboard that outlived its AppHost
/// would show old rows for ever. It is hidden, and started last.
/// </summary>
internal sealed class DashboardResource : ExecutableResource
{
    public const string DefaultName = "aspire-dashboard";

    /// <param name="folder">Where its settings file lies and it keeps the keys of its cookies; its home.</param>
    public DashboardResource(string folder)
        : base(DefaultName, Tool.Find("aspire-managed"), folder)
    {
        Annotations.Add(new HiddenAnnotation(HiddenBehavior.Always));
        Annotations.Add(new ExplicitStartupAnnotation());
        Annotations.Add(new CommandLineArgsCallbackAnnotation(args => args.Add("dashboard")));
        Annotations.Add(new EnvironmentCallbackAnnotation(context =>
        {
            context.EnvironmentVariables["HOME"] = folder;
            context.EnvironmentVariables["ASPIRE_DASHBOARD_CONFIG_FILE_PATH"] = SettingsFile(folder);
        }));
    }

    public static string SettingsFile(string folder) => Path.Combine(folder, "settings.json");
}

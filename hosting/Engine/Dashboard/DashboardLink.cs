using Distribution.Machine.Secrets;
using Distribution.Machine.State;

namespace Distribution.Engine.Dashboard;

/// <summary>The link that lets a person in. It holds the token, so that it is kept in a file of mode 0600 while the topology runs, and never logged.</summary>
internal static class DashboardLink
{
    public const string FileName = "dashboard.url";

    public static string File(StateFolder state) => Path.Combine(state.Run, FileName);

    public static void Write(StateFolder state, DashboardPlan plan) =>
        SecretFile.Write(File(state), $"{DashboardPorts.Url(plan.Ports.Frontend)}/login?t={plan.Keys.Browser}");

    public static void Remove(StateFolder state) => System.IO.File.Delete(File(state));
}

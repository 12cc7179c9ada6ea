using Distribution.Machine.Processes;
using Distribution.Machine.Tools;

namespace Distribution.Hosting.Valkey;

/// <summary>How a server or a Sentinel is started: as the unprivileged account, in its folder, with its configuration file as the only argument.</summary>
internal static class MemberCommandLine
{
    /// <summary>Both rewrite their configuration, passwords and all, with what the mask allows; 0600 is all that it should.</summary>
    private const string Masked = "umask 077; exec \"$0\" \"$@\"";

    public static (string Command, string[] Arguments) Of(string tool, string configuration, Account? account)
    {
        string[] arguments = ["-c", Masked, tool, configuration];
        return account?.Wrap("/bin/sh", arguments) ?? ("/bin/sh", arguments);
    }

    public static string Server => "valkey-server";

    public static string Sentinel => "valkey-sentinel";

    /// <summary>The program's path; its name while the model is only published.</summary>
    /// <exception cref="MissingToolException">It is not installed.</exception>
    public static string Find(string tool, bool isRunMode) => isRunMode ? Tool.Find(tool) : tool;
}

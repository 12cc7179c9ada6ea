using Distribution.Machine.Processes;

namespace Distribution.Testing.Tests;

/// <summary>What runs for a topology: every one of its processes names its folder in its arguments, its environment or its working directory.</summary>
internal static class Processes
{
    public static IReadOnlyList<int> Of(string folder) => [.. ProcessTable.All().Where(pid => ProcessTable.IsAlive(pid) && Names(pid, folder))];

    private static bool Names(int pid, string folder)
    {
        try
        {
            return ProcessTable.CommandLine(pid).Contains(folder, StringComparison.Ordinal)
                || (new FileInfo($"/proc/{pid}/cwd").LinkTarget?.StartsWith(folder, StringComparison.Ordinal) ?? false)
                || File.ReadAllText($"/proc/{pid}/environ").Contains(folder, StringComparison.Ordinal);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

namespace Distribution.Machine.Tools;

/// <summary>libfaketime: gives a process a clock of its own (Debian's package <c>faketime</c>).</summary>
public static class ClockLibrary
{
    private const string Libraries = "/usr/lib";

    // The one for programs with threads.
    private const string FileName = "libfaketimeMT.so.1";

    /// <summary>Where it is; null when it is not installed.</summary>
    public static string? TryFind() => Directory.Exists(Libraries)
        ? Directory.EnumerateDirectories(Libraries).Select(folder => Path.Combine(folder, "faketime", FileName)).FirstOrDefault(File.Exists)
        : null;
}

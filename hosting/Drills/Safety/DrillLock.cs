using Distribution.Drills.Targets;

namespace Distribution.Drills.Safety;

/// <summary>One drill at a time on a topology: two would take each other's faults for failures.</summary>
public static class DrillLock
{
    /// <summary>Takes the lock of a folder; it goes with the process that holds it, however that ends.</summary>
    /// <param name="folder">A folder of the topology's own that exists.</param>
    /// <exception cref="TargetException">Another drill runs.</exception>
    public static IDisposable Take(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "drill.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new TargetException($"Another drill runs on the topology in {folder}: wait for its end.", taken);
        }
    }
}

using System.Runtime.InteropServices;

namespace Distribution.Jobs;

/// <summary>
/// The fencing token of one claim of a job. A handler that has an effect elsewhere sends it along, and whoever applies the effect refuses a number lower than one it has seen.
/// </summary>
/// <param name="Lease">What is fenced: <c>job/ID</c>.</param>
/// <param name="Number">Of this claim. A later claim of any job in this database has a higher one, so a handler may fence by another name than the job's.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JobTerm(string Lease, long Number)
{
    /// <summary>The name and the number, for messages.</summary>
    public override string ToString() => $"{Lease}#{Number}";
}

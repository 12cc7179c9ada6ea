using System.Runtime.InteropServices;

namespace Distribution.Leases;

/// <summary>
/// The fencing token: which lease, and how often it has been granted. Whoever writes in the name of a lease carries its term, and
/// <see cref="Fencing.Fence"/> refuses an old one. Two holders never have the same term.
/// </summary>
/// <param name="Lease">The lease's name.</param>
/// <param name="Number">Counts the grants of this lease from 1; it only grows.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Term(string Lease, long Number)
{
    /// <summary>The name and the number, for messages.</summary>
    public override string ToString() => $"{Lease}#{Number}";
}

using System.Runtime.InteropServices;

namespace Distribution.Leases;

/// <summary>A store's answer to one who wants a lease.</summary>
/// <param name="Granted">The term under which it was granted; null when another holds it.</param>
/// <param name="FreeIn">When another holds it: after how long, unless it is renewed, it will be free.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LeaseAnswer(Term? Granted, TimeSpan FreeIn);

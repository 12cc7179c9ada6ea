using System.Runtime.InteropServices;
using Distribution.Leases;

namespace Distribution.Api.Providers;

/// <summary>What a provider gives or takes.</summary>
/// <param name="Id">The grant; the same at every try.</param>
/// <param name="Grantee">Who.</param>
/// <param name="Role">Which role.</param>
/// <param name="Target">On what.</param>
/// <param name="ExpiresAt">Until when, for targets that end access by themselves.</param>
/// <param name="Term">Of the job that orders it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProvidedGrant(Guid Id, string Grantee, string Role, string Target, DateTimeOffset ExpiresAt, Term Term);

namespace Distribution.Api.Providers;

#pragma warning disable CA1032 // A refusal without a reason helps nobody.
/// <summary>A provider will not give this access, now or later.</summary>
internal sealed class ProviderRefusedException(string reason) : Exception(reason);

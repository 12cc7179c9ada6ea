namespace Distribution.Api.Providers;

#pragma warning disable CA1032 // It is made in one place, always with what failed.
/// <summary>
/// A provider could not do what it was told. Without the cause as an inner exception: a provider's broken connection must not look like the
/// database's, which would have another primary searched for. The cause is in the log.
/// </summary>
internal sealed class ProviderFailedException(string provider, string effect, Guid grantId, string reason)
    : Exception($"The provider {provider} could not {effect} {grantId}: {reason}.");

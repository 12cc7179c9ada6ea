using Distribution.Servers;

namespace Distribution.Api.Tests;

/// <summary>Who the tests have tokens from. One for all, because its keys are what every replica under test is started with.</summary>
internal static class Tokens
{
    public static TestIssuer Issuer { get; } = new();
}

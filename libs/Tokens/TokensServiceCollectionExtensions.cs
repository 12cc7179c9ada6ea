using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distribution.Tokens;

/// <summary>Registers what verifies tokens, and what gets a service its own.</summary>
public static class TokensServiceCollectionExtensions
{
    private const string ReadyTag = "ready";

    /// <summary>
    /// Registers <see cref="TokenVerifier"/>, and <see cref="KeyRing"/> with a health check <c>token-keys</c> unless an <see cref="IVerificationKeys"/> is registered already. Configuration:
    /// <c>Tokens:KeysFile</c> and <c>services:identity-N:http:0</c>.
    /// </summary>
    public static IServiceCollection AddTokenVerification(this IServiceCollection services)
    {
        services.AddIdentityClient();
        services.TryAddSingleton(provider => new TokenVerifier(provider.GetRequiredService<IVerificationKeys>(), provider.GetRequiredService<IssuerTime>()));
        if (services.Any(service => service.ServiceType == typeof(IVerificationKeys)))
        {
            return services;
        }

        services.AddSingleton(provider => new KeyRing(
            provider.GetRequiredService<IdentityClient>(),
            new KeyFile(provider.GetRequiredService<IOptions<TokenOptions>>().Value.KeysFile),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<KeyRing>>()));
        services.AddSingleton<IVerificationKeys>(provider => provider.GetRequiredService<KeyRing>());
        services.AddHostedService(provider => provider.GetRequiredService<KeyRing>());
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "token-keys", provider => new KeyRingCheck(provider.GetRequiredService<KeyRing>()), HealthStatus.Unhealthy, [ReadyTag]));
        return services;
    }

    /// <summary>
    /// Registers <see cref="ServiceTokens"/> as <see cref="IServiceTokens"/>, unless there is one already, and <see cref="ServiceTokenHandler"/> for <c>AddHttpMessageHandler</c>. Configuration:
    /// <c>Tokens:ClientId</c>, <c>Tokens:ClientSecretFile</c> and <c>services:identity-N:http:0</c>, or <c>Tokens:ServiceTokenFile</c>.
    /// </summary>
    public static IServiceCollection AddServiceTokens(this IServiceCollection services)
    {
        services.AddIdentityClient();
        services.TryAddTransient<ServiceTokenHandler>();
        if (services.Any(service => service.ServiceType == typeof(IServiceTokens)))
        {
            return services;
        }

        services.AddOptions<TokenOptions>().Validate(options => ServiceTokenSource.Complaint(options) is null, ServiceTokenSource.Complaint(new())!).ValidateOnStart();
        services.AddSingleton(provider => new ServiceTokens(
            new ServiceTokenSource(provider.GetRequiredService<IOptions<TokenOptions>>().Value, provider.GetRequiredService<IdentityClient>()).FetchAsync,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ServiceTokens>>()));
        services.AddSingleton<IServiceTokens>(provider => provider.GetRequiredService<ServiceTokens>());
        services.AddHostedService(provider => provider.GetRequiredService<ServiceTokens>());
        return services;
    }

    private static void AddIdentityClient(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section);
        services.TryAddSingleton(provider => new IssuerTime(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new IdentityClient(
            IdentityReplicas.From(provider.GetRequiredService<IConfiguration>()), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IssuerTime>()));
    }
}

using Distribution.Identity.Clients;
using Distribution.Identity.Keys;
using Distribution.Identity.Logins;
using Distribution.Identity.Records;
using Distribution.Identity.Users;
using Distribution.Outbox;
using Distribution.Postgres;
using Distribution.ServiceDefaults;
using Distribution.ServiceDefaults.Authentication;
using Distribution.ServiceDefaults.Health;
using Distribution.Tokens;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Distribution.Identity;

/// <summary>Puts the service together. Its keys and its services' secrets are files, so that only users signing in need the database.</summary>
internal static class IdentityHost
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        builder.Services.AddOptions<IdentityOptions>()
            .BindConfiguration(IdentityOptions.Section)
            .Validate(options => options.HasKeys, IdentityOptions.Rule)
            .ValidateOnStart();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, IdentityJson.Default));
        builder.Services.AddKeys();
        builder.AddTokenAuthentication();
        builder.Services.AddServiceTokens();
        builder.Services.AddUsers();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapServiceDefaults();
        app.UseTokenAuthentication();
        app.MapTokens();
        app.MapKeys();
        return app;
    }

    private static void AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<IKeySource>(provider => provider.GetRequiredService<IOptions<IdentityOptions>>().Value is { GivenKeysFolder: { Length: > 0 } given }
            ? new GivenKeys(given)
            : new KeyFolder(provider.GetRequiredService<IOptions<IdentityOptions>>().Value.KeysFolder));
        services.AddSingleton<KeyStore>();
        services.AddSingleton<IVerificationKeys>(provider => provider.GetRequiredService<KeyStore>());
        services.AddHostedService<KeyOpening>();
        services.AddHostedService<KeyUpkeep>();
        services.AddSingleton<IServiceTokens, OwnServiceTokens>();
        services.AddSingleton<ClientSecrets>();
    }

    private static void AddUsers(this IServiceCollection services)
    {
        services.AddPostgres(IdentityDefaults.Database, options => (options.Budget, options.MaxPoolSize) = (IdentityDefaults.DatabaseBudget, IdentityDefaults.Connections));
        services.AddOutbox(IdentityDefaults.Database, options =>
        {
            options.Open = provider => provider.GetRequiredService<PostgresDataSource>().OpenConnectionAsync;
            options.Destinations.Add("audit", "audit");
        }).AddHttpMessageHandler<ServiceTokenHandler>();
        services.AddSingleton<AuditTrail>();
        services.AddHostedService<KeyEventRecorder>();
        services.AddSingleton<UserStore>();
        services.AddSingleton<PasswordWork>();
        services.AddSingleton<GuessLimit>();
        services.AddSingleton<SigningIn>();
        services.AddSingleton<UserSeed>();
        services.AddHostedService(provider => provider.GetRequiredService<UserSeed>());
        services.AddHealthChecks().AddCheck<UsersCheck>("users", tags: [ReadinessDefaults.Tag]);

        // Without its database this service still publishes keys and gives services their tokens.
        services.Configure<HealthCheckServiceOptions>(checks =>
            checks.Registrations.Single(check => check.Name == $"postgres-{IdentityDefaults.Database}").FailureStatus = HealthStatus.Degraded);
    }
}

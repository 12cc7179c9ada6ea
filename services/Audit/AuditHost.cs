using Distribution.Audit.Checkpoints;
using Distribution.Audit.Problems;
using Distribution.Audit.Receiving;
using Distribution.Audit.Records;
using Distribution.Audit.Verification;
using Distribution.HashChain.Appending;
using Distribution.HashChain.Verification;
using Distribution.Outbox.Receiving;
using Distribution.Postgres;
using Distribution.ServiceDefaults;
using Distribution.ServiceDefaults.Authentication;
using Distribution.ServiceDefaults.Health;

namespace Distribution.Audit;

/// <summary>Puts the service together: what outboxes tell becomes a chain of records, which auditors read.</summary>
internal static class AuditHost
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        // Before the defaults, whose handler takes everything.
        builder.Services.AddExceptionHandler<BrokenChainHandler>();
        builder.AddServiceDefaults();
        builder.AddTokenAuthentication();
        builder.Services.AddPostgres(AuditDefaults.Database);
        builder.Services.AddOptions<AuditOptions>()
            .Bind(builder.Configuration.GetSection(AuditOptions.Section))
            .Validate(options => options.Fault is null, AuditOptions.Rule)
            .ValidateOnStart();
        builder.Services.AddChain();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapServiceDefaults();
        app.UseTokenAuthentication();
        app.MapMessages<AuditMessages>().RequireService();
        app.MapRecords();
        app.MapVerification();
        return app;
    }

    private static void AddChain(this IServiceCollection services)
    {
        services.AddSingleton<ChainGuard>();
        services.AddSingleton<Proof>();
        services.AddSingleton(provider => new ChainAppender(provider.GetRequiredService<PostgresDataSource>().OpenConnectionAsync, provider.GetRequiredService<TimeProvider>())
        {
            Checkpoint = () => provider.GetRequiredService<Proof>().Read()?.Head,
        });
        services.AddSingleton(provider => new ChainVerifier(provider.GetRequiredService<PostgresDataSource>().OpenConnectionAsync));
        services.AddSingleton<AuditMessages>();
        services.AddSingleton<Verifications>();
        services.AddHostedService<Watch>();
        services.AddHostedService<CheckpointKeeper>();
        services.AddHealthChecks().AddCheck<ChainCheck>(ChainCheck.Name, tags: [ReadinessDefaults.Tag]);
    }
}

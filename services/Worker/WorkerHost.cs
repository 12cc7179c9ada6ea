using Distribution.Jobs;
using Distribution.Outbox;
using Distribution.Outbox.Receiving;
using Distribution.Postgres;
using Distribution.ServiceDefaults;
using Distribution.ServiceDefaults.Authentication;
using Distribution.ServiceDefaults.Health;
using Distribution.Tokens;
using Distribution.Worker.Access;
using Distribution.Worker.Auditing;
using Distribution.Worker.Measures;
using Distribution.Worker.Messages;
using Distribution.Worker.Operators;
using Distribution.Worker.Probes;
using Distribution.Worker.Storage;

namespace Distribution.Worker;

/// <summary>Puts the service together. It needs its database only: everything else may be missing, and the jobs that need it wait.</summary>
internal static class WorkerHost
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        builder.AddTokenAuthentication();
        builder.Services.AddServiceTokens();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WorkerJson.Default));
        builder.Services.AddDatabase();
        builder.Services.AddAccess(builder.Configuration);
        builder.Services.AddJobs(builder.Configuration);
        builder.Services.AddSingleton<JobMessages>();
        builder.Services.AddSingleton<KeyedOrders>();
        builder.Services.AddHostedService<QueueGauges>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapServiceDefaults();
        app.UseTokenAuthentication();
        app.MapMessages<JobMessages>().RequireService();
        app.MapQueue();
        app.MapJobs();
        return app;
    }

    private static void AddDatabase(this IServiceCollection services)
    {
        services.AddPostgres(WorkerDefaults.Database, options => options.Spares = WorkerDefaults.Spares);
        services.AddSingleton<JobsDatabase>();
        services.AddSingleton<SchemaCheck>();
        services.AddHealthChecks().AddCheck<SchemaCheck>(SchemaCheck.Name, tags: [ReadinessDefaults.Tag]);
        services.AddInbox(WorkerDefaults.Database, provider => provider.GetRequiredService<PostgresDataSource>().OpenConnectionAsync);
        services.AddOutbox(WorkerDefaults.Database, outbox =>
        {
            outbox.Open = provider => provider.GetRequiredService<PostgresDataSource>().OpenConnectionAsync;
            outbox.Destinations[JobAudit.Destination] = "audit";
        }).AddHttpMessageHandler<ServiceTokenHandler>();
    }

    private static void AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(ApiReplicas.From(configuration));
        services.AddSingleton<ApiClient>();
        services.AddHttpClient(ApiClient.HttpClient, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { ConnectTimeout = WorkerDefaults.ConnectTimeout, UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
            .AddHttpMessageHandler<ServiceTokenHandler>()
            .RemoveAllLoggers();
        services.AddSingleton<IJobHandler>(provider => new GrantHandler("provision", provider.GetRequiredService<ApiClient>()));
        services.AddSingleton<IJobHandler>(provider => new GrantHandler("withdraw", provider.GetRequiredService<ApiClient>()));
        services.AddSingleton<IJobHandler>(provider => new PeriodicHandler("access.sweep", "/internal/sweeps", provider.GetRequiredService<ApiClient>()));
        services.AddSingleton<IJobHandler>(provider => new PeriodicHandler("access.reviews", "/internal/reviews", provider.GetRequiredService<ApiClient>()));
    }

    private static void AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var identity = WorkerIdentity.From(configuration);
        services.AddSingleton(identity);
        services.AddSingleton<IJobHandler, ProbeHandler>();
        services.AddJobRunner(
            provider => provider.GetRequiredService<PostgresDataSource>().OpenConnectionAsync,
            (_, options) =>
            {
                options.Name = identity.Name;
                options.Concurrency = configuration.GetValue("Jobs:Concurrency", WorkerDefaults.Concurrency);
                options.RetryDelay = configuration.GetValue("Jobs:RetryDelay", options.RetryDelay);
                options.MaxRetryDelay = configuration.GetValue("Jobs:MaxRetryDelay", options.MaxRetryDelay);
                options.RecordDeaths = JobAudit.DeathsBy(identity);
            });
    }
}

using Distribution.Api.Caching;
using Distribution.Api.Description;
using Distribution.Api.Events;
using Distribution.Api.Grants;
using Distribution.Api.Idempotency;
using Distribution.Api.Policies;
using Distribution.Api.Providers;
using Distribution.Api.Provisioning;
using Distribution.Api.Requests;
using Distribution.Api.Reviews;
using Distribution.Api.Storage;
using Distribution.Api.Sweeps;
using Distribution.ServiceDefaults;
using Distribution.ServiceDefaults.Authentication;

namespace Distribution.Api;

/// <summary>Puts the service together.</summary>
internal static class ApiHost
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        builder.AddTokenAuthentication();
        builder.AddAccessDatabase();
        builder.AddOutgoing();
        builder.AddHotCache();
        builder.AddProviders();
        ApiDescription.Add(builder.Services);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        builder.Services.AddFeatures(builder.Configuration);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapServiceDefaults();
        app.UseTokenAuthentication();
        ApiDescription.Map(app);
        app.MapSweeps();
        app.MapOverdueReviews();
        app.MapProvisioning();
        var api = app.MapGroup("").AddEndpointFilter(new IdempotencyKeyFilter());
        api.MapPolicies();
        api.MapRequests();
        api.MapGrants();
        return app;
    }

    private static void AddFeatures(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PolicyOptions>()
            .Bind(configuration.GetSection(PolicyOptions.Section))
            .Validate(options => options.Poll > TimeSpan.Zero && options.Poll <= PolicyDefaults.Poll, $"Policies:Poll must be positive and {PolicyDefaults.Poll} at most.")
            .ValidateOnStart();
        services.AddSingleton<PolicyBook>();
        services.AddSingleton<PolicyChanges>();
        services.AddHostedService<PolicyWatch>();
        services.AddSingleton<KeyedWrites>();
        services.AddSingleton<Asking>();
        services.AddSingleton<Deciding>();
        services.AddSingleton<GrantMaking>();
        services.AddSingleton<GrantChecks>();
        services.AddSingleton<GrantProvisioning>();
        services.AddSingleton<OverdueReviews>();
        services.AddSingleton<Sweep>();
    }
}

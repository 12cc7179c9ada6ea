using Distribution.Postgres;
using Distribution.ServiceDefaults.Health;

namespace Distribution.Api.Storage;

internal static class StorageExtensions
{
    public static void AddAccessDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddPostgres(AccessDatabase.ConnectionName, options => options.Budget = AccessDatabase.Budget);
        builder.Services.AddSingleton<AccessDatabase>();
        builder.Services.AddSingleton<SchemaCheck>();
        builder.Services.AddHealthChecks().AddCheck<SchemaCheck>(SchemaCheck.Name, tags: [ReadinessDefaults.Tag]);
    }
}

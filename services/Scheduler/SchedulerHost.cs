using Distribution.Leases;
using Distribution.Leases.Election;
using Distribution.Leases.Postgres;
using Distribution.Postgres;
using Distribution.Scheduler.Leadership;
using Distribution.Scheduler.Ticks;
using Distribution.ServiceDefaults;

namespace Distribution.Scheduler;

internal static class SchedulerHost
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        builder.Services.AddPostgres(SchedulerDefaults.Database, options => (options.Budget, options.MaxPoolSize) = (SchedulerDefaults.DatabaseBudget, 4));
        builder.Services.AddSingleton<ILeaseStore>(services => new PostgresLeaseStore(services.GetRequiredService<PostgresDataSource>().OpenConnectionAsync));
        builder.Services.AddSingleton<ILeaseProvider>(services => new LeaseProvider(
            services.GetRequiredService<ILeaseStore>(), services.GetRequiredService<ILogger<LeaseProvider>>(), time: services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(services => new LeaderElection(
            services.GetRequiredService<ILeaseProvider>(), SchedulerDefaults.Lease, services.GetRequiredService<ILogger<LeaderElection>>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(TimetableOptions.From(builder.Configuration));
        builder.Services.AddHostedService<TickLeader>();

        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapLeadership();
        return app;
    }
}

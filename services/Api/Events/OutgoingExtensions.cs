using Distribution.Api.Storage;
using Distribution.Outbox;
using Distribution.Postgres;
using Distribution.Tokens;

namespace Distribution.Api.Events;

internal static class OutgoingExtensions
{
    /// <summary>Delivers what the database <c>access</c> has for others: jobs to the workers, changes to the audit service.</summary>
    public static void AddOutgoing(this WebApplicationBuilder builder)
    {
        builder.Services.AddServiceTokens();
        builder.Services.AddOutbox(AccessDatabase.ConnectionName, outbox =>
        {
            outbox.Open = services => services.GetRequiredKeyedService<PostgresDataSource>(AccessDatabase.ConnectionName).OpenConnectionAsync;
            outbox.Destinations[Outgoing.Audit] = "audit";
            outbox.Destinations[Outgoing.Jobs] = "worker";
        }).AddHttpMessageHandler<ServiceTokenHandler>();
    }
}

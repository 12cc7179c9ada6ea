using Distribution.Api.Providers;
using Distribution.Api.Requests;
using Npgsql;

namespace Distribution.Api.Grants;

/// <summary>Makes the grant of an approved request, in the transaction that approves it.</summary>
internal sealed class GrantMaking(IAccessProvider provider, TimeProvider time)
{
    public async Task MakeAsync(NpgsqlConnection connection, AccessRequest request, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await GrantStore.AddAsync(connection, id, request, cancellationToken);
        await provider.GrantAsync(connection, id, cancellationToken);
    }
}

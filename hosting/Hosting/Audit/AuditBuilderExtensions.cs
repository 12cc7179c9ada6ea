using Distribution.Hosting.Replicas;
using Distribution.Machine.Secrets;

namespace Aspire.Hosting;

/// <summary>Keeps what proves an audit chain apart from the database that holds it.</summary>
public static class AuditBuilderExtensions
{
    /// <summary>
    /// Gives an audit service a file for its checkpoints, by which records cut from the end of the chain are missed, and the key that authenticates them (mode 0600).
    /// </summary>
    /// <param name="audit">The service, of one member: a checkpoint has one writer.</param>
    /// <exception cref="InvalidOperationException">The service has several members.</exception>
    public static ReplicaSet WithCheckpoints(this ReplicaSet audit)
    {
        ArgumentNullException.ThrowIfNull(audit);
        if (audit.Count != 1)
        {
            throw new InvalidOperationException($"'{audit.Resource.Name}' has {audit.Count} members: a checkpoint file has one writer.");
        }

        var state = audit.ApplicationBuilder.Topology().StateFolder;
        var key = Path.Combine(state.Secrets, "audit-checkpoint-key");
        return audit
            .WithEnvironment("Audit__CheckpointFile", Path.Combine(state.Data, audit[0].Resource.Name, "checkpoint.json"))
            .WithEnvironment("Audit__CheckpointKeyFile", key)
            .ForEach(member => member.OnBeforeResourceStarted((_, _, _) =>
            {
                SecretFile.ReadOrCreate(key, bytes: 32);
                return Task.CompletedTask;
            }));
    }
}

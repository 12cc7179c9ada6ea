using Distribution.Hosting.Replicas;
using Distribution.Hosting.Secrets;
using Distribution.Hosting.Topology;
using Distribution.Machine.Secrets;

namespace Aspire.Hosting;

/// <summary>Keeps what proves an audit chain apart from the database that holds it.</summary>
public static class AuditBuilderExtensions
{
    private const string Checkpoint = "checkpoint.json";
    private const string Key = "audit-checkpoint-key";

    /// <summary>
    /// Gives an audit service a file for its checkpoints, by which records cut from the end of the chain are missed, and the key that authenticates them (mode 0600).
    /// </summary>
    /// <param name="audit">The service; each member keeps checkpoints of its own, since a file has one writer.</param>
    public static ReplicaSet WithCheckpoints(this ReplicaSet audit)
    {
        ArgumentNullException.ThrowIfNull(audit);
        var state = audit.ApplicationBuilder.Topology().StateFolder;
        var key = Path.Combine(state.Secrets, Key);
        return audit
            .ForEach(member => member.WithEnvironment("Audit__CheckpointFile", new StateFolderReference("checkpoints", Checkpoint, Path.Combine(state.Data, member.Resource.Name, Checkpoint), isShared: false)))
            .WithEnvironment("Audit__CheckpointKeyFile", new SecretFileReference(Key, SecretKind.Key, key))
            .ForEach(member => member.OnBeforeResourceStarted((_, _, _) =>
            {
                SecretFile.ReadOrCreate(key, bytes: 32);
                return Task.CompletedTask;
            }));
    }
}

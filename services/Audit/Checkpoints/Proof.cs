using Distribution.HashChain.Checkpoints;
using Distribution.HashChain.Verification;
using Microsoft.Extensions.Options;

namespace Distribution.Audit.Checkpoints;

/// <summary>The service's checkpoint file.</summary>
internal sealed class Proof(IOptions<AuditOptions> options)
{
    private readonly CheckpointFile _file = options.Value.CheckpointKey is { Length: > 0 } key
        ? CheckpointFile.OpenWith(options.Value.CheckpointFile, key)
        : CheckpointFile.Open(options.Value.CheckpointFile, options.Value.CheckpointKeyFile);

    /// <summary>The last checkpoint; null when there is none yet.</summary>
    /// <exception cref="ChainBrokenException">It cannot be believed.</exception>
    public Checkpoint? Read()
    {
        try
        {
            return _file.Read();
        }
        catch (CheckpointException failure)
        {
            throw new ChainBrokenException(new(0, FaultReason.Unproven, failure.Message));
        }
    }

    public bool Write(Checkpoint checkpoint) => _file.Write(checkpoint);
}

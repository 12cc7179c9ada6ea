using System.Diagnostics.CodeAnalysis;
using Distribution.Audit.Checkpoints;
using Distribution.HashChain;
using Distribution.HashChain.Verification;

namespace Distribution.Audit.Verification;

/// <summary>Verifications that callers ask for, a few at a time.</summary>
internal sealed class Verifications(ChainVerifier verifier, Proof proof, ChainGuard guard) : IDisposable
{
    private readonly SemaphoreSlim _room = new(AuditDefaults.Verifications, AuditDefaults.Verifications);

    /// <summary>Begins one, unless too many are under way.</summary>
    public bool TryBegin(long from, long? to, [NotNullWhen(true)] out Task<ChainReport>? verifying, CancellationToken cancellationToken)
    {
        verifying = _room.Wait(0, CancellationToken.None) ? RunAsync(from, to, cancellationToken) : null;
        return verifying is not null;
    }

    public void Dispose() => _room.Dispose();

    private async Task<ChainReport> RunAsync(long from, long? to, CancellationToken cancellationToken)
    {
        try
        {
            var checkpoint = proof.Read();
            var report = await verifier.VerifyAsync(from, to, checkpoint, cancellationToken);
            guard.Note(report);
            return ChainReport.Of(report, checkpoint);
        }
        catch (ChainBrokenException broken)
        {
            guard.Found(broken.Fault);
            return ChainReport.Of(new(0, from, to ?? 0, ChainHead.Empty, broken.Fault), null);
        }
        finally
        {
            _room.Release();
        }
    }
}

using System.Diagnostics.Metrics;
using Distribution.HashChain.Verification;

namespace Distribution.Audit.Verification;

/// <summary>Whether anything may be served from the chain.</summary>
/// <remarks>
/// Unchecked → Good or Broken: the chain's tail was verified after the start. Good → Broken: any verification, any page read or any append found a fault. Broken → Good: only a
/// verification of everything that finds nothing, after somebody has restored the records.
/// </remarks>
internal sealed class ChainGuard : IDisposable
{
    private readonly Meter _meter = new("Distribution.Audit");
    private readonly TaskCompletionSource _checked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _logger;
    private ChainFault? _fault;

    public ChainGuard(ILogger<ChainGuard> logger)
    {
        _logger = logger;
        _meter.CreateObservableGauge("audit.chain.broken", () => _fault is null ? 0 : 1, description: "1 when the chain is broken and nothing is served from it.");
    }

    /// <summary>What is wrong; null when nothing is known to be.</summary>
    public ChainFault? Fault => Volatile.Read(ref _fault);

    /// <summary>Done when the tail was verified for the first time.</summary>
    public Task Checked => _checked.Task;

    /// <summary>Takes note of a fault; the first one stays until everything is good again.</summary>
    public void Found(ChainFault fault)
    {
        if (Interlocked.CompareExchange(ref _fault, fault, null) is null)
        {
            AuditLog.Broken(_logger, fault.Sequence, fault.Reason, fault.Detail);
        }
    }

    /// <summary>Takes note of a verification.</summary>
    public void Note(VerificationReport report)
    {
        if (report.FirstBad is { } fault)
        {
            Found(fault);
        }
        else if (report.IsWhole && Interlocked.Exchange(ref _fault, null) is not null)
        {
            AuditLog.WholeAgain(_logger, report.Records);
        }

        _checked.TrySetResult();
    }

    /// <exception cref="ChainBrokenException">The chain is broken.</exception>
    public void ThrowIfBroken()
    {
        if (Fault is { } fault)
        {
            throw new ChainBrokenException(fault);
        }
    }

    /// <summary>Records may be added after a fault in the middle; adding to an end that is not the true one would cover what happened.</summary>
    /// <exception cref="ChainBrokenException">The chain's end is broken.</exception>
    public void ThrowIfEndBroken()
    {
        if (Fault is { Reason: FaultReason.Truncated or FaultReason.Rewritten or FaultReason.Unproven } fault)
        {
            throw new ChainBrokenException(fault);
        }
    }

    public void Dispose() => _meter.Dispose();
}

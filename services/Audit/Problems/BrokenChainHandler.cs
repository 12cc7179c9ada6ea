using Distribution.Audit.Verification;
using Distribution.HashChain.Verification;
using Microsoft.AspNetCore.Diagnostics;

namespace Distribution.Audit.Problems;

/// <summary>Answers for a chain that is broken: 503, and which record.</summary>
internal sealed class BrokenChainHandler(ChainGuard guard, IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not ChainBrokenException { Fault: var fault })
        {
            return false;
        }

        guard.Found(fault);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = new()
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Type = "urn:distribution:problem:chain-broken",
                Title = "The chain of records is broken",
                Detail = $"Record {fault.Sequence}: {fault.Detail} Nothing is served until the records are restored and verified.",
                Extensions = { ["sequence"] = fault.Sequence, ["reason"] = FaultText.Of(fault.Reason) },
            },
        });
    }
}

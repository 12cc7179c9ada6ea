using Distribution.ServiceDefaults.Errors;

namespace Distribution.Worker.Operators;

/// <summary>Ends a transaction whose order is refused.</summary>
internal sealed class RefusedException(Refusal refusal) : Exception(refusal.Detail)
{
    public Refusal Refusal => refusal;
}

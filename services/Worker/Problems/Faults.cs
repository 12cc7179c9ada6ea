using Distribution.ServiceDefaults.Errors;

namespace Distribution.Worker.Problems;

/// <summary>Gathers what is wrong with a request by the field's name, so that a caller mends all of it at once.</summary>
internal sealed class Faults
{
    private readonly Dictionary<string, string[]> _faults = new(StringComparer.Ordinal);

    /// <summary>Null when nothing is wrong.</summary>
    public Refusal? Refusal => _faults.Count == 0 ? null : ServiceDefaults.Errors.Refusal.Invalid(_faults);

    /// <summary>All of it in one sentence.</summary>
    public string Text => string.Join("; ", _faults.Select(fault => $"{fault.Key} {fault.Value[0]}"));

    public bool Any => _faults.Count > 0;

    public void Add(string field, string fault) => _faults.TryAdd(field, [fault]);
}

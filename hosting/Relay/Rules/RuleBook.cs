using Distribution.Machine.Network;

namespace Distribution.Relay.Rules;

/// <summary>The rules of the moment.</summary>
internal sealed class RuleBook
{
    private volatile Edition _now = new([]);

    public Edition Now => _now;

    /// <summary>From now on these hold, and whoever waits for the end of the last ones looks at these.</summary>
    public void Replace(IReadOnlyList<NetworkRule> rules)
    {
        var last = _now;
        _now = new Edition(rules);
        last.Supersede();
    }
}

using Distribution.Machine.Network;

namespace Distribution.Relay.Rules;

/// <summary>What all rules together do to one direction of a connection.</summary>
/// <param name="IsCut">Nothing passes.</param>
/// <param name="IsReset">The connection is reset.</param>
/// <param name="Delay">How late it passes.</param>
/// <param name="Jitter">At most so much later.</param>
/// <param name="Loss">The probability that a piece is lost and sent again.</param>
internal readonly record struct Shape(bool IsCut, bool IsReset, TimeSpan Delay, TimeSpan Jitter, double Loss)
{
    /// <summary>The shortest time after which TCP sends again what was not acknowledged: TCP_RTO_MIN of Linux.</summary>
    private static readonly TimeSpan Retransmission = TimeSpan.FromMilliseconds(200);

    /// <summary>TCP gives up after fifteen; nobody waits for so long.</summary>
    private const int MostLosses = 8;

    /// <summary>Everything passes at once.</summary>
    public static Shape Clear => default;

    /// <summary>Whether a piece may have to wait for its time.</summary>
    public bool IsLate => Delay > TimeSpan.Zero || Jitter > TimeSpan.Zero || Loss > 0;

    /// <summary>Delays add up, losses are independent.</summary>
    public static Shape Of(IEnumerable<NetworkRule> rules)
    {
        var shape = Clear;
        foreach (var rule in rules)
        {
            shape = rule.Effect switch
            {
                NetworkEffect.Cut => shape with { IsCut = true },
                NetworkEffect.Reset => shape with { IsReset = true },
                NetworkEffect.Delay => shape with { Delay = shape.Delay + TimeSpan.FromMilliseconds(rule.DelayMs), Jitter = shape.Jitter + TimeSpan.FromMilliseconds(rule.JitterMs) },
                _ => shape with { Loss = 1 - ((1 - shape.Loss) * (1 - rule.Probability)) },
            };
        }

        return shape;
    }

    /// <summary>How late the next piece is.</summary>
    public TimeSpan Lateness(Random random)
    {
        var late = Delay + (Jitter * random.NextDouble());
        for (var losses = 0; losses < MostLosses && random.NextDouble() < Loss; losses++)
        {
            late += Retransmission * (1 << losses);
        }

        return late;
    }
}

using Distribution.Relay.Rules;

namespace Distribution.Relay.Traffic;

/// <summary>What an edition of the rules does to a connection.</summary>
internal sealed record Judgement(Edition Edition, Shape Request, Shape Answer)
{
    public bool IsAffected => Request != Shape.Clear || Answer != Shape.Clear;

    public bool IsReset => Request.IsReset || Answer.IsReset;

    public Shape this[Direction direction] => direction == Direction.Request ? Request : Answer;
}

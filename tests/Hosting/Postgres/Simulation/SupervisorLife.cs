namespace Distribution.Hosting.Tests.Postgres.Simulation;

/// <summary>The life of one supervisor process, which may end before any of its steps.</summary>
internal sealed class SupervisorLife
{
    private int? _stepsLeft;

    public bool IsOver { get; private set; }

    /// <summary>Lets the life end before its <paramref name="steps"/>th step from now.</summary>
    public void EndAfter(int steps) => _stepsLeft = steps;

    public void End() => IsOver = true;

    /// <summary>Called before each step that changes anything.</summary>
    public void Check()
    {
        if (_stepsLeft is { } left)
        {
            _stepsLeft = left - 1;
            IsOver |= left <= 0;
        }

        if (IsOver)
        {
            throw new OperationCanceledException("The supervisor's process is gone.");
        }
    }
}

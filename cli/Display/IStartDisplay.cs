using Distribution.Machine.Control;

namespace Distribution.Cli.Display;

/// <summary>Shows a topology that starts, runs and stops.</summary>
internal interface IStartDisplay
{
    /// <summary>Shows what is new in a status.</summary>
    void Update(TopologyStatus status);

    /// <summary>Shows one line about the whole.</summary>
    void Say(string line);
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What happens when the resource that is waited for has ended or could not be started.</summary>
public enum WaitBehavior
{
    /// <summary>The wait goes on: somebody may start it again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>The wait fails, and with it the start of the resource that waits.</summary>
    StopOnResourceUnavailable,
}

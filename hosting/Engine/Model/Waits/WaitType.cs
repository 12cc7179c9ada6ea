namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is waited for.</summary>
public enum WaitType
{
    /// <summary>The other resource runs and is healthy.</summary>
    WaitUntilHealthy,

    /// <summary>The other resource has ended with the expected exit code.</summary>
    WaitForCompletion,

    /// <summary>The other resource runs.</summary>
    WaitUntilStarted,
}

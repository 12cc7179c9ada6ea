namespace Aspire.Hosting;

/// <summary>What is done with the model.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>It is run.</summary>
    Run,

    /// <summary>It is written down for another place to run it.</summary>
    Publish,
}

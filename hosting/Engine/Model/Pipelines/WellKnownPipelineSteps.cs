namespace Aspire.Hosting.Pipelines;

/// <summary>Steps that every pipeline has.</summary>
public static class WellKnownPipelineSteps
{
    /// <summary>Does nothing by itself: everything that publishes is required by it.</summary>
    public const string Publish = "publish";
}

namespace Aspire.Hosting.Pipelines;

/// <summary>Where a pipeline puts what it makes.</summary>
public interface IPipelineOutputService
{
    /// <summary>The folder of <c>--output-path</c>, or aspire-output in the current folder.</summary>
    string GetOutputDirectory();
}

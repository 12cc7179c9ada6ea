namespace Aspire.Hosting.Pipelines;

/// <summary>What is done with an application that is published: named steps.</summary>
public interface IDistributedApplicationPipeline
{
    /// <summary>Adds a step.</summary>
    /// <param name="name">Its name, by which <c>--step</c> asks for it.</param>
    /// <param name="action">What it does.</param>
    /// <param name="dependsOn">Null, the name of a step, or several: they are done before it.</param>
    /// <param name="requiredBy">Null, the name of a step, or several: it is done before them.</param>
    /// <exception cref="InvalidOperationException">There is one of that name.</exception>
    void AddStep(string name, Func<PipelineStepContext, Task> action, object? dependsOn = null, object? requiredBy = null);
}

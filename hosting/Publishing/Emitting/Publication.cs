using Aspire.Hosting.Pipelines;
using Distribution.Publishing.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.Publishing.Emitting;

/// <summary>One run of a target's step.</summary>
internal sealed class Publication(IEmitter emitter, string name, string version, string appHost, bool force)
{
    /// <exception cref="PublishException">Something cannot be published; nothing was written.</exception>
    public async Task RunAsync(PipelineStepContext step)
    {
        var path = step.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();
        var folder = new OutputFolder(path, force);
        folder.Check();
        var topology = await new TopologyReader(step.Model, step.ExecutionContext).ReadAsync(name, version, step.CancellationToken);
        folder.Write(emitter is IPlacedEmitter placed ? placed.Emit(topology, path, appHost) : emitter.Emit(topology, step.Model));
    }
}

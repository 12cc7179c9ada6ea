using Distribution.Publishing.Description;

namespace Distribution.Publishing.Emitting;

/// <summary>An emitter whose files name others of the source tree, by paths from where they are written.</summary>
internal interface IPlacedEmitter : IEmitter
{
    /// <summary>The files.</summary>
    /// <param name="topology">What is deployed.</param>
    /// <param name="folder">Where they will be, absolute.</param>
    /// <param name="appHost">The AppHost's project file or folder, absolute.</param>
    /// <exception cref="PublishException">The target cannot express something of the description.</exception>
    IReadOnlyList<EmittedFile> Emit(TopologyDescription topology, string folder, string appHost);
}

using Aspire.Hosting.ApplicationModel;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Emitting;

/// <summary>Turns a description into the files of one target. A function: the same description gives the same bytes.</summary>
internal interface IEmitter
{
    /// <summary>The target's name on the command line: compose, kubernetes, azd.</summary>
    string Target { get; }

    /// <summary>The files.</summary>
    /// <exception cref="PublishException">The target cannot express something of the description.</exception>
    IReadOnlyList<EmittedFile> Emit(TopologyDescription topology);

    /// <summary>The files, with what the AppHost says of this target alone.</summary>
    /// <exception cref="PublishException">The target cannot express something of the description.</exception>
    IReadOnlyList<EmittedFile> Emit(TopologyDescription topology, DistributedApplicationModel model) => Emit(topology);
}

namespace Distribution.Drills.Targets.Local;

/// <summary>Builds the services under another version number, in the layout of the SDK's artifacts (<c>bin/PROJECT/…</c>).</summary>
/// <param name="version">The version.</param>
/// <param name="folder">Where to; what is there from an earlier build may be used.</param>
/// <param name="cancellationToken">Ends it.</param>
/// <exception cref="TargetException">It failed; the message has the compiler's.</exception>
public delegate Task ServiceBuild(string version, string folder, CancellationToken cancellationToken);

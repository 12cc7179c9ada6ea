namespace Distribution.Publishing.Lint;

/// <summary>The offline rules of one target.</summary>
internal interface ILint
{
    /// <summary>A file that only a folder of this target has: <c>Chart.yaml</c>.</summary>
    string Mark { get; }

    /// <summary>Looks at all files of a folder that has <see cref="Mark"/>.</summary>
    /// <exception cref="PublishException">They could not be looked at; the message says what would do.</exception>
    Task<IReadOnlyList<Finding>> CheckAsync(string folder, CancellationToken cancellationToken);
}

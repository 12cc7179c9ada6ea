using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose;

/// <summary>A rule for compose files that are used together.</summary>
internal interface IComposeRule
{
    /// <summary>Its name, in words with hyphens.</summary>
    string Name { get; }

    /// <summary>What breaks it.</summary>
    IEnumerable<Finding> Check(ComposeProject project);
}

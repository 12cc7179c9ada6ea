using System.Diagnostics;
using Distribution.Engine.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Base of all resources.</summary>
[DebuggerDisplay("{Name}")]
public abstract class Resource : IResource
{
    /// <summary>Checks the name and keeps it.</summary>
    /// <param name="name">1 to 64 ASCII letters, digits and single hyphens; starts with a letter and does not end with a hyphen.</param>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    protected Resource(string name)
    {
        ModelName.Validate("resource", name, nameof(name));
        Name = name;
    }

    /// <inheritdoc/>
    public virtual string Name { get; }

    /// <inheritdoc/>
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}

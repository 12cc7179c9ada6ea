namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named thing of the model: a process, a project, a parameter, a cluster.</summary>
public interface IResource
{
    /// <summary>Unique within the model, whatever the case; see <see cref="Resource"/> for the form.</summary>
    string Name { get; }

    /// <summary>Everything that is known about the resource besides its type.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

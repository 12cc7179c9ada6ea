using System.Collections;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Replicas;

/// <summary>Describes a service of several replicas: what is said here is said of each member.</summary>
public sealed class ReplicaSet : IResourceBuilder<ReplicaSetResource>, IReadOnlyList<IResourceBuilder<ProjectResource>>
{
    private readonly IResourceBuilder<ReplicaSetResource> _set;
    private readonly IReadOnlyList<IResourceBuilder<ProjectResource>> _members;

    internal ReplicaSet(IResourceBuilder<ReplicaSetResource> set, IReadOnlyList<IResourceBuilder<ProjectResource>> members)
    {
        _set = set;
        _members = members;
    }

    /// <inheritdoc/>
    public IDistributedApplicationBuilder ApplicationBuilder => _set.ApplicationBuilder;

    /// <inheritdoc/>
    public ReplicaSetResource Resource => _set.Resource;

    /// <inheritdoc/>
    public int Count => _members.Count;

    /// <inheritdoc/>
    public IResourceBuilder<ProjectResource> this[int index] => _members[index];

    /// <summary>Describes each member.</summary>
    /// <param name="describe">Is called once a member.</param>
    public ReplicaSet ForEach(Action<IResourceBuilder<ProjectResource>> describe)
    {
        ArgumentNullException.ThrowIfNull(describe);
        foreach (var member in _members)
        {
            describe(member);
        }

        return this;
    }

    /// <summary>Gives each member the connection string of a resource.</summary>
    /// <param name="source">What to connect to.</param>
    /// <param name="connectionName">The name it has there, when not the resource's own.</param>
    public ReplicaSet WithReference(IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null) =>
        ForEach(member => member.WithReference(source, connectionName));

    /// <summary>Gives each member the addresses of another service's replicas.</summary>
    /// <param name="other">The other service.</param>
    public ReplicaSet WithReference(ReplicaSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ForEach(member => other.ForEach(target => member.WithReference(target)));
    }

    /// <summary>Has each member wait until a resource runs and is healthy.</summary>
    /// <param name="dependency">What to wait for.</param>
    public ReplicaSet WaitFor(IResourceBuilder<IResource> dependency) => ForEach(member => member.WaitFor(dependency));

    /// <summary>Has each member wait until a resource has ended with exit code 0.</summary>
    /// <param name="dependency">What to wait for.</param>
    public ReplicaSet WaitForCompletion(IResourceBuilder<IResource> dependency) => ForEach(member => member.WaitForCompletion(dependency));

    /// <summary>Sets a variable in each member's environment.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value; no secret.</param>
    public ReplicaSet WithEnvironment(string name, string? value) => ForEach(member => member.WithEnvironment(name, value));

    /// <summary>Sets a variable in each member's environment to an endpoint's address.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="endpoint">The endpoint.</param>
    public ReplicaSet WithEnvironment(string name, EndpointReference endpoint) => ForEach(member => member.WithEnvironment(name, endpoint));

    /// <summary>Sets a variable in each member's environment to a value of the model: the path of a secret's file, or of a folder.</summary>
    /// <typeparam name="TValue">The kind of value.</typeparam>
    /// <param name="name">The variable.</param>
    /// <param name="value">The value.</param>
    public ReplicaSet WithEnvironment<TValue>(string name, TValue value)
        where TValue : IValueProvider, IManifestExpressionProvider => ForEach(member => member.WithEnvironment(name, value));

    /// <inheritdoc/>
    public IResourceBuilder<ReplicaSetResource> WithAnnotation<TAnnotation>(TAnnotation annotation, ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
        where TAnnotation : IResourceAnnotation
    {
        _set.WithAnnotation(annotation, behavior);
        return this;
    }

    /// <inheritdoc/>
    public IEnumerator<IResourceBuilder<ProjectResource>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

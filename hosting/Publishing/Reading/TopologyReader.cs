using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Postgres;
using Distribution.Hosting.Postgres.PgBouncer;
using Distribution.Hosting.Valkey;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Reading;

/// <summary>Reads a description from an AppHost's model, in publish mode: nothing is started, and no secret is made or read.</summary>
internal sealed class TopologyReader(DistributedApplicationModel model, DistributedApplicationExecutionContext execution)
{
    private readonly WorkloadNames _names = WorkloadNames.Of(model);

    /// <summary>Reads it.</summary>
    /// <param name="name">The topology's name.</param>
    /// <param name="version">The product's version.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PublishException">The model has something that no target can express.</exception>
    public async Task<TopologyDescription> ReadAsync(string name, string version, CancellationToken cancellationToken)
    {
        var workloads = new List<Workload>();
        var reader = new WorkloadReader(_names, execution);
        foreach (var project in model.Resources.OfType<ProjectResource>().Where(project => _names.Of(project).Member == 1))
        {
            workloads.Add(await reader.ReadAsync(project, IsCompleted(project), cancellationToken));
        }

        var postgres = Only<PostgresClusterResource>();
        var pool = Only<PgBouncerResource>();
        var valkey = Only<ValkeyClusterResource>();
        return new(
            name,
            version,
            workloads,
            postgres is null ? null : new(postgres.Name, postgres.Members.Count, [.. postgres.Databases.Select(database => database.DatabaseName)]),
            pool is null ? null : new(pool.Name),
            valkey is null ? null : new(valkey.Name, valkey.Servers.Count, valkey.Sentinels.Count, ValkeyClusterResource.Users));
    }

    private bool IsCompleted(ProjectResource project) => model.Resources
        .SelectMany(resource => resource.Annotations.OfType<WaitAnnotation>())
        .Any(wait => wait.Resource == project && wait.WaitType == WaitType.WaitForCompletion);

    private T? Only<T>()
        where T : class, IResource => model.Resources.OfType<T>().ToList() switch
        {
            [] => null,
            [var only] => only,
            [var first, var second, ..] => throw new PublishException(
                $"'{first.Name}' and '{second.Name}' are both a {typeof(T).Name}, and one of each is published: put their databases into one, or leave one out of the manifest with ExcludeFromManifest."),
        };
}

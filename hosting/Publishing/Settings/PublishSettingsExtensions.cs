using Aspire.Hosting.ApplicationModel;
using Distribution.Publishing.Description;
using Distribution.Publishing.Settings;

namespace Aspire.Hosting;

/// <summary>Says how a service is deployed where that differs from how it runs on one machine.</summary>
public static class PublishSettingsExtensions
{
    /// <summary>Sets how many replicas are deployed.</summary>
    /// <typeparam name="T">A project, or a set of replicas.</typeparam>
    /// <param name="builder">The service.</param>
    /// <param name="replicas">How many, 1 or more.</param>
    public static IResourceBuilder<T> PublishWithReplicas<T>(this IResourceBuilder<T> builder, int replicas)
        where T : IResource
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return builder.With(new() { Replicas = replicas });
    }

    /// <summary>Has a service grow with its CPU and memory use, where the target can do that.</summary>
    /// <typeparam name="T">A project, or a set of replicas.</typeparam>
    /// <param name="builder">The service.</param>
    /// <param name="minimum">Replicas at least, 2 or more.</param>
    /// <param name="maximum">Replicas at most.</param>
    public static IResourceBuilder<T> PublishWithScaling<T>(this IResourceBuilder<T> builder, int minimum, int maximum)
        where T : IResource => builder.Scale(minimum, maximum, ScalingMeasure.Load);

    /// <summary>Has a service grow with the number of jobs that wait, where the target can do that.</summary>
    /// <typeparam name="T">A project, or a set of replicas.</typeparam>
    /// <param name="builder">The service.</param>
    /// <param name="minimum">Replicas at least, 2 or more.</param>
    /// <param name="maximum">Replicas at most.</param>
    public static IResourceBuilder<T> PublishWithQueueScaling<T>(this IResourceBuilder<T> builder, int minimum, int maximum)
        where T : IResource => builder.Scale(minimum, maximum, ScalingMeasure.QueueDepth);

    /// <summary>Sets what a container of the service is promised and may use.</summary>
    /// <typeparam name="T">A project, or a set of replicas.</typeparam>
    /// <param name="builder">The service.</param>
    /// <param name="resources">The figures.</param>
    public static IResourceBuilder<T> PublishWithResources<T>(this IResourceBuilder<T> builder, WorkloadResources resources)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resources);
        return builder.With(new() { Resources = resources });
    }

    private static IResourceBuilder<T> Scale<T>(this IResourceBuilder<T> builder, int minimum, int maximum, ScalingMeasure measure)
        where T : IResource
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        return builder.With(new() { Scaling = new(minimum, maximum, measure) });
    }

    private static IResourceBuilder<T> With<T>(this IResourceBuilder<T> builder, PublishSettings settings)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(settings);
    }
}

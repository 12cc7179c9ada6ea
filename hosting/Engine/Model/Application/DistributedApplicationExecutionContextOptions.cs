namespace Aspire.Hosting;

/// <summary>What a <see cref="DistributedApplicationExecutionContext"/> is made of.</summary>
public class DistributedApplicationExecutionContextOptions
{
    /// <summary>Runs or publishes.</summary>
    /// <param name="operation">What is done with the model.</param>
    public DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation) => Operation = operation;

    /// <summary>Publishes in a certain form.</summary>
    /// <param name="operation">What is done with the model.</param>
    /// <param name="publisherName">The form, such as manifest.</param>
    public DistributedApplicationExecutionContextOptions(DistributedApplicationOperation operation, string publisherName)
        : this(operation) => PublisherName = publisherName;

    /// <summary>What is done with the model.</summary>
    public DistributedApplicationOperation Operation { get; }

    /// <summary>The form in which it is published.</summary>
    public string? PublisherName { get; }

    /// <summary>The application's services, once they are there.</summary>
    public IServiceProvider? Services { get; set; }
}

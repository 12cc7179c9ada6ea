namespace Aspire.Hosting;

/// <summary>What is done with the model.</summary>
public class DistributedApplicationExecutionContext
{
    private const string DefaultPublisher = "manifest";
    private readonly DistributedApplicationExecutionContextOptions options;

    /// <summary>Runs or publishes.</summary>
    /// <param name="operation">What is done with the model.</param>
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
        : this(new DistributedApplicationExecutionContextOptions(operation))
    {
    }

    /// <summary>Publishes in a certain form.</summary>
    /// <param name="operation">What is done with the model.</param>
    /// <param name="publisherName">The form, such as manifest.</param>
    public DistributedApplicationExecutionContext(DistributedApplicationOperation operation, string publisherName)
        : this(new DistributedApplicationExecutionContextOptions(operation, publisherName))
    {
    }

    /// <summary>What the options say.</summary>
    /// <param name="options">The options.</param>
    public DistributedApplicationExecutionContext(DistributedApplicationExecutionContextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        PublisherName = options.PublisherName ?? DefaultPublisher;
    }

    /// <summary>What is done with the model.</summary>
    public DistributedApplicationOperation Operation => options.Operation;

    /// <summary>Whether it is run.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>Whether it is published; nothing is started then.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <summary>The form in which it is published.</summary>
    public string PublisherName { get; set; }

    /// <summary>The application's services.</summary>
    /// <exception cref="InvalidOperationException">The application has not been built yet.</exception>
    public IServiceProvider Services => options.Services ?? throw new InvalidOperationException("The application has no services yet: use them after Build().");
}

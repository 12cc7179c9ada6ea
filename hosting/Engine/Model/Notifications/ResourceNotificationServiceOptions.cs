namespace Aspire.Hosting.ApplicationModel;

/// <summary>How resources wait for each other.</summary>
public class ResourceNotificationServiceOptions
{
    /// <summary>
    /// What happens to those that wait for a resource that has ended, where the model does not say it.
    /// The wait goes on: a restart policy or a person will start it again.
    /// </summary>
    public WaitBehavior DefaultWaitBehavior { get; set; } = WaitBehavior.WaitOnResourceUnavailable;
}

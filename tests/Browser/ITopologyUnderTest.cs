namespace Distribution.Browser.Tests;

/// <summary>A topology whose dashboard is looked at.</summary>
internal interface ITopologyUnderTest : IAsyncDisposable
{
    /// <summary>The link that lets a person in.</summary>
    string LoginLink { get; }

    /// <summary>What the table must show in the end, by resource.</summary>
    IReadOnlyDictionary<string, string> States { get; }

    /// <summary>A resource, and a text that its console log contains.</summary>
    (string Resource, string Text) Log { get; }

    /// <summary>A resource that can be promoted.</summary>
    string Promotable { get; }

    /// <summary>Waits until the promotion has had its effect.</summary>
    Task PromotedAsync();
}

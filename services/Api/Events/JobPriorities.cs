namespace Distribution.Api.Events;

/// <summary>Who goes first when jobs have to wait.</summary>
internal static class JobPriorities
{
    /// <summary>Somebody broke the glass because there is no time.</summary>
    public const int BreakGlass = 9;

    /// <summary>Somebody decided that access has to end.</summary>
    public const int Revoke = 8;

    /// <summary>Access that is over ends before new access begins.</summary>
    public const int Expire = 7;

    /// <summary>Somebody waits for it.</summary>
    public const int Provision = 6;
}

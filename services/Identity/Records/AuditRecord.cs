using Distribution.Identity.Keys;
using Distribution.Identity.Users;

namespace Distribution.Identity.Records;

/// <summary>What the audit chain is told.</summary>
/// <param name="Action">What happened.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Subject">To what.</param>
/// <param name="Details">More of it.</param>
internal sealed record AuditRecord(string Action, string Actor, string Subject, IReadOnlyDictionary<string, string> Details)
{
    /// <summary>A name that no user can have is whatever somebody typed, perhaps a password: it is not kept.</summary>
    private const string NoName = "unnameable";

    public static AuditRecord UserSeeded(User user) =>
        new("user.seeded", IdentityDefaults.Service, $"user/{user.Name}", new Dictionary<string, string> { ["roles"] = string.Join(',', user.Roles) });

    public static AuditRecord LoginRefused(User? user, string name) => new(
        "login.refused",
        UserRules.IsName(name) ? name : NoName,
        $"user/{(UserRules.IsName(name) ? name : NoName)}",
        new Dictionary<string, string> { ["reason"] = user switch { null => "unknown user", { Disabled: true } => "disabled user", _ => "wrong password" } });

    public static AuditRecord Of(KeyEvent change) => new(change.Action, change.Actor, $"key/{change.KeyId}", new Dictionary<string, string>());
}

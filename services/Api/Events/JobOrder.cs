using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Distribution.Api.Events;

/// <summary>What the worker is told to do; see libs/Jobs for what each means.</summary>
/// <param name="Kind">Which work.</param>
/// <param name="Payload">On what.</param>
/// <param name="UniqueKey">There is never a second job of this key while one is waiting or running.</param>
/// <param name="Priority">0–9, 9 first.</param>
/// <param name="Subject">What the work is about; the orders about one subject stay in their order.</param>
internal sealed record JobOrder(string Kind, JsonObject Payload, string UniqueKey, int Priority, [property: JsonIgnore] string Subject)
{
    public static JobOrder Provision(Guid grant, int priority) => Of("provision", grant, priority);

    public static JobOrder Withdraw(Guid grant, int priority) => Of("withdraw", grant, priority);

    private static JobOrder Of(string what, Guid grant, int priority)
        => new($"access.{what}", new JsonObject { ["grantId"] = grant }, $"{what}/{grant}", priority, $"grant/{grant}");
}

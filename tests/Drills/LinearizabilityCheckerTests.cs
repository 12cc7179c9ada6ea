using Distribution.Drills.Checkers;
using Distribution.Drills.Checkers.Linearizability;

namespace Distribution.Drills.Tests;

public sealed class LinearizabilityCheckerTests
{
    [Fact]
    public void Exchange_that_kept_another_value_is_explained_and_one_that_kept_its_own_is_not()
    {
        Says(Verdict.Pass, new Past().Ok("write", "k", 0, 1, "1").Ok("cas", "k", 2, 3, "2→3", "kept").Ok("read", "k", 4, 5, output: "1"));
        Says(Verdict.Fail, new Past().Ok("write", "k", 0, 1, "1").Ok("cas", "k", 2, 3, "1→3", "kept").Ok("read", "k", 4, 5, output: "1"));
    }

    [Fact]
    public void Read_of_the_last_write_passes() => Says(Verdict.Pass, new Past().Ok("write", "k", 0, 1, "1").Ok("read", "k", 2, 3, output: "1"));

    [Fact]
    public void Read_of_an_older_write_fails() =>
        Says(Verdict.Fail, new Past().Ok("write", "k", 0, 1, "1").Ok("write", "k", 2, 3, "2").Ok("read", "k", 4, 5, output: "1"));

    [Fact]
    public void Concurrent_write_may_be_seen_or_not()
    {
        Says(Verdict.Pass, new Past().Ok("write", "k", 0, 1, "1").Ok("write", "k", 2, 5, "2").Ok("read", "k", 3, 4, output: "1"));
        Says(Verdict.Pass, new Past().Ok("write", "k", 0, 1, "1").Ok("write", "k", 2, 5, "2").Ok("read", "k", 3, 4, output: "2"));
    }

    [Fact]
    public void Value_once_seen_cannot_be_unseen() =>
        Says(Verdict.Fail, new Past().Ok("write", "k", 0, 1, "1").Ok("write", "k", 2, 9, "2").Ok("read", "k", 3, 4, output: "2").Ok("read", "k", 5, 6, output: "1"));

    [Fact]
    public void Write_without_an_answer_may_take_effect_late() =>
        Says(Verdict.Pass, new Past().Ok("write", "k", 0, 1, "1").Unknown("write", "k", 2, "2").Ok("read", "k", 3, 4, output: "1").Ok("read", "k", 8, 9, output: "2"));

    [Fact]
    public void Refused_write_that_is_read_fails() => Says(Verdict.Fail, new Past().Failed("write", "k", 0, 1, "1").Ok("read", "k", 2, 3, output: "1"));

    [Fact]
    public void Keys_are_registers_of_their_own() => Says(Verdict.Pass, new Past().Ok("write", "a", 0, 1, "1").Ok("write", "b", 0, 1, "2").Ok("read", "a", 2, 3, output: "1"));

    [Fact]
    public void Two_exchanges_of_the_same_value_cannot_both_succeed() =>
        Says(Verdict.Fail, new Past().Ok("write", "k", 0, 1, "1").Ok("cas", "k", 2, 4, "1→2").Ok("cas", "k", 2, 4, "1→3"));

    [Fact]
    public void Two_primaries_that_acknowledge_are_seen() =>
        Says(Verdict.Fail, new Past().Ok("write", "k", 0, 1, "1", node: "a").Ok("write", "k", 2, 3, "2", node: "b").Ok("read", "k", 4, 5, output: "1", node: "a").Ok("read", "k", 4.1, 5.1, output: "2", node: "b").Ok("read", "k", 6, 7, output: "1", node: "a"));

    [Fact]
    public void Nothing_done_is_unknown() => Says(Verdict.Unknown, new Past());

    [Fact]
    public void Time_that_is_up_is_unknown()
    {
        var past = new Past();
        for (var i = 0; i < 5000; i++)
        {
            past.Ok("write", "k", i % 7, 100 + i, $"{i}");
        }

        past.Ok("read", "k", 9000, 9001, output: "none of them");

        Assert.Equal(Verdict.Unknown, new LinearizabilityChecker("w", TimeSpan.Zero).Check(past.History).Verdict);
    }

    [Fact]
    public void Ten_thousand_operations_on_a_hundred_keys_are_decided()
    {
        var past = Simulated(new Random(7), operations: 10_000, keys: 100, clients: 20, lie: false);

        Assert.Equal(Verdict.Pass, new LinearizabilityChecker("w").Check(past.History).Verdict);
    }

    [Fact]
    public void Search_agrees_with_trying_every_order()
    {
        var verdicts = new HashSet<bool>();
        for (var seed = 0; seed < 400; seed++)
        {
            var history = Simulated(new Random(seed), operations: 6, keys: 1, clients: 3, lie: seed % 2 == 0).History;
            RegisterCall[] calls = [.. RegisterCall.Of(history.Operations)];

            var expected = Orders(calls, []).Any();

            Assert.Equal(expected, new LinearizationSearch(calls, () => false).Run());
            verdicts.Add(expected);
        }

        Assert.Equal(2, verdicts.Count);
    }

    private static void Says(Verdict verdict, Past past) => Assert.Equal(verdict, new LinearizabilityChecker("w").Check(past.History).Verdict);

    // Every client has one operation under way at a time; the register takes each at a moment in between, unless it lies.
    private static Past Simulated(Random random, int operations, int keys, int clients, bool lie)
    {
        var past = new Past();
        var free = new double[clients];
        var effects = new List<(double At, int Client, double From, double To, string Key, bool IsWrite, string Value)>();
        for (var i = 0; i < operations; i++)
        {
            var client = random.Next(clients);
            var from = free[client] + random.NextDouble();
            var to = free[client] = from + random.NextDouble() * 3;
            effects.Add((from + (to - from) * random.NextDouble(), client, from, to, $"k{random.Next(keys)}", random.Next(2) == 0, $"{i}"));
        }

        var values = new Dictionary<string, string?>();
        foreach (var effect in effects.OrderBy(effect => effect.At))
        {
            if (effect.IsWrite)
            {
                values[effect.Key] = effect.Value;
                past.Ok("write", effect.Key, effect.From, effect.To, effect.Value);
            }
            else
            {
                past.Ok("read", effect.Key, effect.From, effect.To, output: lie && random.Next(2) == 0 ? $"{random.Next(operations)}" : values.GetValueOrDefault(effect.Key));
            }
        }

        return past;
    }

    private static IEnumerable<IReadOnlyList<RegisterCall>> Orders(IReadOnlyList<RegisterCall> left, IReadOnlyList<RegisterCall> placed)
    {
        if (left.Count == 0)
        {
            string? value = null;
            return placed.All(call => call.TryApply(value, out value)) ? [placed] : [];
        }

        return left.Where(next => left.All(other => other == next || other.Return >= next.Operation.Invoked)).SelectMany(next => Orders([.. left.Where(call => call != next)], [.. placed, next]));
    }
}

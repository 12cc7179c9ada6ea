using System.Diagnostics;

namespace Distribution.Servers;

/// <summary>Waits for a condition with a deadline: what tests do instead of sleeping.</summary>
public static class Eventually
{
    /// <summary>Long enough for a machine whose cores are all busy; a passing test never waits for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not within the deadline; carries <paramref name="because"/> and the condition's last exception.</exception>
    public static Task True(Func<bool> condition, TimeSpan? within = null, string? because = null) => True(() => Task.FromResult(condition()), within, because);

    /// <inheritdoc cref="True(Func{bool}, TimeSpan?, string?)"/>
    public static async Task True(Func<Task<bool>> condition, TimeSpan? within = null, string? because = null)
    {
        var patience = within ?? Patience;
        var waited = Stopwatch.StartNew();
        Exception? last = null;
        do
        {
            try
            {
                if (await condition())
                {
                    return;
                }

                last = null;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                last = failure;
            }

            await Task.Delay(Interval);
        }
        while (waited.Elapsed < patience);

        throw new TimeoutException($"Not within {patience.TotalSeconds:0.#} s: {because ?? "the condition"}{(last is null ? "." : $" ({last.GetType().Name}: {last.Message})")}", last);
    }

    /// <summary>Waits until the function gives something that is not null.</summary>
    public static async Task<T> NotNull<T>(Func<Task<T?>> find, TimeSpan? within = null, string? because = null)
        where T : class
    {
        T? found = null;
        await True(async () => (found = await find()) is not null, within, because);
        return found!;
    }
}

using Distribution.Servers;
using Microsoft.Playwright;

namespace Distribution.Browser.Tests;

/// <summary>Aspire's dashboard as a person uses it.</summary>
internal sealed class DashboardPage(IPage page)
{
    /// <summary>Of a command to become possible, on a machine that is busy with other things.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Of one click to show an effect.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>Follows the login link and waits for the table.</summary>
    public async Task LogInAsync(string link)
    {
        await page.GotoAsync(link);
        await page.Locator(".resource-name-text").First.WaitForAsync();
    }

    /// <summary>What the table says of each resource: "Running", "Running (Unhealthy)", "Finished" …</summary>
    public async Task<IReadOnlyDictionary<string, string>> StatesAsync()
    {
        var rows = await page.EvaluateAsync<string[][]>(
            "() => [...document.querySelectorAll('tr.resource-row')].map(r => [r.querySelector('.resource-name-text')?.innerText ?? '', r.querySelector('.state-column-cell')?.innerText ?? ''])");

        // On the line below a state stands how many errors the resource has logged.
        return rows.ToDictionary(r => r[0].Trim(), r => r[1].Trim().Split('\n')[0].Trim(), StringComparer.Ordinal);
    }

    /// <summary>The console log of a resource, once it has a line that contains the text.</summary>
    public async Task<string> ReadLogAsync(string resource, string until)
    {
        await page.GotoAsync(Address($"/consolelogs/resource/{resource}"));
        var line = page.Locator(".log-content").Filter(new() { HasText = until }).First;
        await line.WaitForAsync();
        return await line.InnerTextAsync();
    }

    /// <summary>Gives a command, and says yes to its question.</summary>
    /// <returns>What the dashboard says when the command has ended.</returns>
    /// <exception cref="TimeoutException">The dashboard did not ask; says what the page showed.</exception>
    public async Task<string> GiveCommandAsync(string resource, string command)
    {
        var row = page.Locator("tr.resource-row").Filter(new() { Has = page.Locator($".resource-name-text:text-is('{resource}')") });
        var yes = page.Locator("fluent-dialog fluent-button[title='Yes']");
        try
        {
            await Eventually.True(() => AskAsync(row, command, yes), Patience, $"the dashboard asks whether to {command} {resource}");
        }
        catch (TimeoutException failure)
        {
            throw new TimeoutException($"{failure.Message}\nThe page: {await page.Locator("body").InnerTextAsync()}", failure);
        }

        await yes.ClickAsync();
        return await OutcomeAsync();
    }

    /// <summary>Begins with the page anew, each time: a click is lost while it is not connected yet, or no more, or while the command is disabled; and a menu keeps the commands that there were when it was opened.</summary>
    private async Task<bool> AskAsync(ILocator row, string command, ILocator question)
    {
        var soon = (float)Soon.TotalMilliseconds;
        await page.GotoAsync(Address("/"));
        var menu = row.Locator("fluent-button[title='Actions']");
        await menu.WaitForAsync();
        var button = row.Locator($"fluent-button[title='{command}']");
        if (await button.CountAsync() == 0)
        {
            await menu.ClickAsync(new() { Timeout = soon });
            button = page.Locator("fluent-menu-item").Filter(new() { HasText = command });
        }

        await button.ClickAsync(new() { Timeout = soon });
        await question.WaitForAsync(new() { Timeout = soon });
        return true;
    }

    private async Task<string> OutcomeAsync()
    {
        var toast = page.Locator(".fluent-toast-title");
        var outcome = toast.Filter(new() { HasText = "succeeded" }).Or(toast.Filter(new() { HasText = "failed" })).First;
        await outcome.WaitForAsync();
        return await outcome.InnerTextAsync();
    }

    private string Address(string path) => new Uri(new Uri(page.Url), path).ToString();
}

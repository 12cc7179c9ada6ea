using Distribution.Servers;
using Microsoft.Playwright;

namespace Distribution.Browser.Tests;

/// <summary>Aspire's dashboard as a person uses it.</summary>
internal sealed class DashboardPage(IPage page)
{
    /// <summary>Of a command to become possible, on a machine that is busy with other things.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Of one click to show an effect.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

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
    public async Task<string> GiveCommandAsync(string resource, string command)
    {
        await page.GotoAsync(Address("/"));
        var row = page.Locator("tr.resource-row").Filter(new() { Has = page.Locator($".resource-name-text:text-is('{resource}')") });
        var yes = page.Locator("fluent-dialog fluent-button[title='Yes']");
        await Eventually.True(async () => await AskAsync(row, command, yes), Patience, $"the dashboard asks whether to {command} {resource}");
        await yes.ClickAsync();
        return await OutcomeAsync();
    }

    /// <summary>A click is lost while a page that has just been drawn is not connected yet, or while the command is disabled: then it is done again.</summary>
    private async Task<bool> AskAsync(ILocator row, string command, ILocator question)
    {
        if (await question.IsVisibleAsync())
        {
            return true;
        }

        var soon = new LocatorClickOptions { Timeout = (float)Soon.TotalMilliseconds };
        var button = row.Locator($"fluent-button[title='{command}']");
        var menu = row.Locator("fluent-button[title='Actions']");
        await menu.WaitForAsync();
        if (await button.CountAsync() > 0)
        {
            await button.ClickAsync(soon);
        }
        else
        {
            // A menu that was opened before may be of a moment in which the command was not there: what lies over the page closes it.
            var item = page.Locator("fluent-menu-item").Filter(new() { HasText = command });
            var overlay = page.Locator(".fluent-menu-provider .fluent-overlay");
            if (!await item.IsVisibleAsync() && await overlay.IsVisibleAsync())
            {
                await overlay.ClickAsync(new() { Position = new() { X = 1, Y = 1 }, Timeout = soon.Timeout });
            }

            if (!await item.IsVisibleAsync())
            {
                await menu.ClickAsync(soon);
            }

            await item.ClickAsync(soon);
        }

        await question.WaitForAsync(new() { Timeout = (float)Soon.TotalMilliseconds });
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

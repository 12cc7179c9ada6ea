using Distribution.Publishing.Lint.Compose.Documents;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>A container cannot write to its image's files, and has a folder in memory for temporary ones.</summary>
internal sealed class ReadOnlyRoot() : ServiceRule("read-only-root")
{
    protected override IEnumerable<string> Remedies(ServiceNode service)
    {
        var folders = service["tmpfs"].Texts.Concat([service["tmpfs"].Text ?? ""]).Where(folder => folder.Length > 0).ToList();
        return
        [
            .. When(!service["read_only"].IsTrue, "Set read_only to true, and add a tmpfs or a volume where it writes."),
            .. folders.Where(folder => !folder.Contains("size=", StringComparison.Ordinal)).Select(folder => $"Give the tmpfs {folder} a size: it is memory."),
        ];
    }
}

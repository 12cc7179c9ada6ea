namespace Distribution.Publishing.Helm.Settings;

/// <summary>Shapes that occur several times.</summary>
internal static class CommonSettings
{
    private const string Size = "^[0-9]+(Mi|Gi|Ti)$";

    /// <summary>A volume's size and class.</summary>
    public static Setting Storage(string name, string size, string? comment = null) =>
        Setting.Section(name, comment, Setting.Text("size", size, pattern: Size), Setting.Text("class", "", "Empty: the cluster's default class."));
}

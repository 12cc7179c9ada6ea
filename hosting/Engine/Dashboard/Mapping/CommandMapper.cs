using Aspire.Hosting.ApplicationModel;
using Wire = Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Dashboard.Mapping;

internal static class CommandMapper
{
    public static Wire.ResourceCommand Map(ResourceCommandSnapshot command)
    {
        var message = new Wire.ResourceCommand
        {
            Name = command.Name,
            DisplayName = string.IsNullOrWhiteSpace(command.DisplayName) ? command.Name : command.DisplayName,
            IsHighlighted = command.IsHighlighted,
            State = Map(command.State),
        };
        if (command.ConfirmationMessage is { Length: > 0 } confirmation)
        {
            message.ConfirmationMessage = confirmation;
        }

        if (command.DisplayDescription is { Length: > 0 } description)
        {
            message.DisplayDescription = description;
        }

        if (command.IconName is { Length: > 0 } icon)
        {
            message.IconName = icon;
            message.IconVariant = IconMapper.Map(command.IconVariant);
        }

        return message;
    }

    private static Wire.ResourceCommandState Map(ResourceCommandState state) => state switch
    {
        ResourceCommandState.Enabled => Wire.ResourceCommandState.Enabled,
        ResourceCommandState.Disabled => Wire.ResourceCommandState.Disabled,
        _ => Wire.ResourceCommandState.Hidden,
    };
}

namespace Distribution.ServiceDefaults.Overload;

#pragma warning disable CA1032 // It is made in one place.
internal sealed class OverloadException() : Exception("More requests arrive than can be answered");

namespace Distribution.Publishing.Description.Values;

/// <summary>Where a replica of a workload is reached.</summary>
/// <param name="Workload">The workload's name.</param>
/// <param name="Member">Which replica, from 1. A target that has one address for all of them uses the first and leaves the others out.</param>
/// <param name="Form">What of the address is wanted.</param>
public sealed record AddressPart(string Workload, int Member, AddressForm Form) : ValuePart;

using System.CommandLine.Parsing;
using System.Net;

namespace LocalHost.CommandLine;

/// <summary>The value of <c>--listen</c>.</summary>
internal static class Addresses
{
    public static IPAddress? Parse(ArgumentResult argument)
    {
        if (IPAddress.TryParse(argument.Tokens[0].Value, out var address))
            return address;
        argument.AddError($"--listen takes an IP address of this machine, not '{argument.Tokens[0].Value}'.");
        return null;
    }

    /// <summary>A single address: devices must call this address, and the Host header is compared with it.</summary>
    public static IPAddress? ParseSingle(ArgumentResult argument)
    {
        if (Parse(argument) is not { } address)
            return null;
        if (!address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
            return address;
        argument.AddError($"--listen takes one address of this machine that the device can reach, such as 192.168.1.20, not '{address}'.");
        return null;
    }
}

using System.Globalization;
using Amazon.Runtime;

namespace LambdaCrud.Telemetry;

/// <summary>Tells what went wrong without repeating what was sent.</summary>
internal static class Failures
{
    /// <summary>
    /// Types and stack traces, from the outermost exception to its cause, and of a service the error's code and the id to look it up by.
    /// No messages: they quote what they were given, as <see cref="FormatException"/> does with texts and DynamoDB with values.
    /// </summary>
    public static string Describe(Exception failure)
    {
        var description = $"{failure.GetType().FullName}{OfService(failure)}\n{failure.StackTrace}";
        return failure.InnerException is { } cause ? $"{description}\ncaused by {Describe(cause)}" : description;
    }

    private static string OfService(Exception failure) => failure is AmazonServiceException service
        ? string.Create(CultureInfo.InvariantCulture, $" {(int)service.StatusCode} {service.ErrorCode}, service request {service.RequestId}")
        : "";
}

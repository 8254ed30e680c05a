using System.Globalization;
using Amazon.Runtime;

namespace LambdaCrud.Telemetry;

/// <summary>Describes a failure without repeating the data that was sent.</summary>
internal static class Failures
{
    /// <summary>
    /// Types and stack traces, from the outermost exception to its cause. For a failure of a service, also the error code and the id of its
    /// request. Messages are left out, because they quote data: <see cref="FormatException"/> quotes texts, and DynamoDB quotes values.
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

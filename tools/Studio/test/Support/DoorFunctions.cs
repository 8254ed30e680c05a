using System.Text;
using System.Text.Json;

namespace Studio.Tests.Support;

/// <summary>Functions of the template refusals.yaml. Each one refuses or fails in its own way.</summary>
public static class DoorFunctions
{
    public static Stream Forbid(Stream input) => Refuse(
        403, """{"title": "Only for members", "detail": "Ask for a ticket at the door.", "errors": [{"header": "X-Ticket", "detail": "is missing"}]}""");

    public static Stream Stale(Stream input) => Refuse(412, """{"title": "Somebody has changed it"}""");

    public static Stream Buy(Stream input) => Refuse(
        409, """{"title": "Not enough in stock", "status": 409, "code": "stock", "lines": [{"productId": "019a", "available": 1}], "requestId": "r"}""");

    public static Stream Reuse(Stream input) => Refuse(422, """{"title": "The Idempotency-Key belongs to another request"}""");

    public static Stream Keep(Stream input) => Refuse(403, """{"title": "Only for keepers"}""");

    public static Stream Paint(Stream input) => Refuse(415, """{"title": "Unknown paint"}""");

    public static Stream Fail(Stream input) => throw new InvalidOperationException("The door is jammed.");

    public static Task WaitAsync(Stream input) => new TaskCompletionSource().Task;

    public static Stream Forget(Stream input) => Text("""{"status": 200}""");

    public static Stream DenyTicket(Stream input) => Text(
        """{"principalId": "guest", "policyDocument": {"Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}}""");

    private static MemoryStream Refuse(int statusCode, string body) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new { statusCode, body }));

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}

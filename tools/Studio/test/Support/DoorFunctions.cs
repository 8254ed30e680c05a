using System.Text;

namespace Studio.Tests.Support;

/// <summary>Functions of the template refusals.yaml. Each one refuses or fails in its own way.</summary>
public static class DoorFunctions
{
    public static Stream Forbid(Stream input) => Text("""{"statusCode": 403, "body": "Only for members."}""");

    public static Stream Fail(Stream input) => throw new InvalidOperationException("The door is jammed.");

    public static Task WaitAsync(Stream input) => new TaskCompletionSource().Task;

    public static Stream Forget(Stream input) => Text("""{"status": 200}""");

    public static Stream DenyTicket(Stream input) => Text(
        """{"principalId": "guest", "policyDocument": {"Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}}""");

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}

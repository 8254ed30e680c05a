using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalGateway.Tests.Functions;

/// <summary>
/// Returns the result that the request holds in its token or in X-Result, and fills in <c>{arn}</c>, <c>{calls}</c> and <c>{event}</c>.
/// Without a result in the request it allows every method.
/// </summary>
public sealed class ScriptedAuthorizer
{
    private const string AllowAll =
        """{"principalId":"anyone","policyDocument":{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]},"context":{"calls":{calls},"event":"{event}"}}""";

    private int _calls;

    public Stream Handle(Stream input)
    {
        _calls++;
        var text = new StreamReader(input).ReadToEnd();
        var request = JsonNode.Parse(text)!;
        var script = (string?)request["authorizationToken"] ?? (string?)request["headers"]!["X-Result"] ?? AllowAll;
        if (script.StartsWith("throw ", StringComparison.Ordinal))
            throw new InvalidOperationException(script["throw ".Length..]);
        var result = script
            .Replace("{arn}", (string?)request["methodArn"], StringComparison.Ordinal)
            .Replace("{calls}", _calls.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{event}", JsonEncodedText.Encode(text).ToString(), StringComparison.Ordinal);
        return new MemoryStream(Encoding.UTF8.GetBytes(result));
    }
}

/// <summary>Never returns.</summary>
public static class NeverFunction
{
    public static Task Handle() => new TaskCompletionSource().Task;
}

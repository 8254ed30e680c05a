using System.Text.RegularExpressions;

namespace LocalGateway.Template.Import;

/// <summary>Finds the template's declarations for the ARNs in integration URIs and roles.</summary>
internal sealed partial class IntegrationUris(ImportScope scope)
{
    /// <summary>A URI of the form <c>arn:aws:apigateway:{region}:{service}:action/{Action}</c> or <c>…:path/{path}</c>.</summary>
    public static Match Arn(string uri) => ServiceArn().Match(uri);

    /// <summary>Replaces <c>${stageVariables.x}</c>; a missing variable becomes the empty text.</summary>
    public string WithStageVariables(string text) =>
        StageVariable().Replace(text, match => scope.StageVariables.GetValueOrDefault(match.Groups["name"].Value, ""));

    /// <summary>
    /// The logical id of the function that a Lambda invocation URI names. Empty if it is not of this template; the reason says why it cannot
    /// be called.
    /// </summary>
    public (string LogicalId, string? Reason) Function(Section holder, string member)
    {
        var uri = WithStageVariables(holder.RequiredText(member));
        if (uri.Length == 0)
            return ("", null);
        if (Streaming().IsMatch(uri))
            return ("", "response streaming is not supported");
        if (Invocation().Match(uri) is not { Success: true } match)
        {
            const string form = "arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations";
            holder.Wrong(member, $"'{uri}' is not an invocation of a Lambda function ({form})");
            return ("", null);
        }

        var arn = match.Groups["arn"].Value;
        return scope.Resources.FunctionOf(arn) is { } function ? (function, null) : ("", $"'{arn}' is not a function of this template");
    }

    /// <summary>The logical id of the role; one outside the template has every right.</summary>
    public string Role(string arn, Section integration)
    {
        if (scope.Resources.LogicalIdOf(ResourceTypes.Role, "Arn", arn) is { } role)
            return role;
        if (RoleArn().IsMatch(arn) || scope.Diagnostics.IsPartial)
            return scope.Outside.Role(arn);
        integration.Wrong("credentials", $"'{arn}' is not the ARN of a role");
        return "";
    }

    [GeneratedRegex(@"^arn:aws[^:]*:apigateway:[^:]+:(?<service>[^:]+):(?<kind>action|path)/(?<name>.*)\z")]
    private static partial Regex ServiceArn();

    /// <summary>A version or an alias after the function's name is ignored.</summary>
    [GeneratedRegex(
        @"^arn:aws[^:]*:apigateway:[^:]+:lambda:path//?2015-03-31/functions/"
        + @"(?<arn>arn:aws[^:]*:lambda:[^:]+:[^:]+:function:[^:/]+|[^:/]+)(:[^/]+)?/invocations/?\z")]
    private static partial Regex Invocation();

    [GeneratedRegex(@":lambda:path/2021-11-15/functions/.+/response-streaming-invocations\z")]
    private static partial Regex Streaming();

    [GeneratedRegex(@"^arn:aws[^:]*:iam::[^:]+:role/.+\z")]
    private static partial Regex RoleArn();

    [GeneratedRegex(@"\$\{stageVariables\.(?<name>[A-Za-z0-9_]+)\}")]
    private static partial Regex StageVariable();
}

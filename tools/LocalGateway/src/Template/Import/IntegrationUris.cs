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

    /// <summary>The logical id of the function that a Lambda invocation URI names.</summary>
    public string Function(Section holder, string member)
    {
        var uri = WithStageVariables(holder.RequiredText(member));
        if (Invocation().Match(uri) is not { Success: true } match)
        {
            if (uri.Length > 0)
            {
                const string form = "arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations";
                holder.Wrong(member, $"'{uri}' is not an invocation of a Lambda function ({form})");
            }
            return "";
        }
        var arn = match.Groups["arn"].Value;
        if (scope.Resources.LogicalIdOf("AWS::Serverless::Function", "Arn", arn) is { } function)
            return function;
        holder.Wrong(member, $"'{arn}' is not a function of this template");
        return "";
    }

    /// <summary>The logical id of the role.</summary>
    public string Role(Section integration)
    {
        var arn = WithStageVariables(integration.RequiredText("credentials"));
        if (scope.Resources.LogicalIdOf("AWS::IAM::Role", "Arn", arn) is { } role)
            return role;
        if (arn.Length > 0)
            integration.Wrong("credentials", $"'{arn}' is not a role of this template");
        return "";
    }

    [GeneratedRegex(@"^arn:aws[^:]*:apigateway:[^:]+:(?<service>[^:]+):(?<kind>action|path)/(?<name>.*)\z")]
    private static partial Regex ServiceArn();

    /// <summary>A version or an alias after the function's name is ignored.</summary>
    [GeneratedRegex(
        @"^arn:aws[^:]*:apigateway:[^:]+:lambda:path/2015-03-31/functions/"
        + @"(?<arn>arn:aws[^:]*:lambda:[^:]+:[^:]+:function:[^:/]+)(:[^/]+)?/invocations\z")]
    private static partial Regex Invocation();

    [GeneratedRegex(@"\$\{stageVariables\.(?<name>[A-Za-z0-9_]+)\}")]
    private static partial Regex StageVariable();
}

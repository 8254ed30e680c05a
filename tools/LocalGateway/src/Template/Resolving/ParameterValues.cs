using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.Template.Resolving;

/// <summary>The values of <c>Ref</c> for the template's parameters and for the pseudo parameters.</summary>
internal sealed partial class ParameterValues
{
    private readonly Dictionary<string, JsonNode> _values = new(StringComparer.Ordinal);

    public static ParameterValues From(JsonObject declared, TemplateOptions options, OutsideValues outside, TemplateDiagnostics diagnostics)
    {
        var values = new ParameterValues();
        foreach (var name in options.Parameters.Keys.Where(name => !declared.ContainsKey(name) && !OutsideValues.IsName(name)))
            diagnostics.Add($"Parameters.{name}", "a value is given, but the template declares no such parameter");
        foreach (var (name, declaration) in declared)
        {
            if (declaration is not JsonObject members)
                diagnostics.Add($"Parameters.{name}", "must be an object");
            else
                values._values[name] = Value(
                    new Section("Parameter", $"Parameters.{name}", members, diagnostics),
                    options.Parameters.GetValueOrDefault(name),
                    outside);
        }

        values.AddPseudoParameters(options);
        return values;
    }

    /// <summary>Null if the parameter does not exist.</summary>
    public JsonNode? Find(string name) => _values.GetValueOrDefault(name)?.DeepClone();

    private void AddPseudoParameters(TemplateOptions options)
    {
        _values["AWS::AccountId"] = options.AccountId;
        _values["AWS::NotificationARNs"] = new JsonArray();
        _values["AWS::Partition"] = "aws";
        _values["AWS::Region"] = options.Region;
        _values["AWS::StackId"] = $"arn:aws:cloudformation:{options.Region}:{options.AccountId}:stack/{options.StackName}/{Guid.Empty}";
        _values["AWS::StackName"] = options.StackName;
        _values["AWS::URLSuffix"] = "amazonaws.com";
    }

    private static JsonNode Value(Section declaration, string? given, OutsideValues outside)
    {
        var type = declaration.RequiredText("Type");
        declaration.Node("Description");
        var value = declaration.Text("Default");
        if (given is null && value is null)
            declaration.Wrong("Default", $"the parameter has no default: give it a value with --parameter {declaration.Name}=VALUE");
        if (SsmType().Match(type) is { Success: true } ssm)
        {
            // The default is the name of the SSM parameter; a value that the user gives is the value itself.
            type = ssm.Groups["type"].Value;
            given ??= value is null ? null : outside.Find(OutsideValues.Ssm, value, declaration.PathOf("Default"));
        }

        value = given ?? value;
        if (!IsList(type) && type is not ("String" or "Number") && !type.StartsWith("AWS::", StringComparison.Ordinal))
            declaration.Wrong("Type", $"'{type}' is not supported");
        string[] items = !IsList(type) ? [value ?? ""] : value is null or "" ? [] : value.Split(',', StringSplitOptions.TrimEntries);
        Check(declaration, value is null ? [] : items, type is "Number" or "List<Number>");
        declaration.Close();
        return IsList(type) ? new JsonArray([.. items.Select(item => JsonValue.Create(item))]) : JsonValue.Create(value ?? "");
    }

    /// <summary>Types such as <c>AWS::EC2::VPC::Id</c> are texts that only the service can check.</summary>
    private static bool IsList(string type) => type == "CommaDelimitedList" || type.StartsWith("List<", StringComparison.Ordinal);

    [GeneratedRegex(@"^AWS::SSM::Parameter::(Value<(?<type>.+)>|(?<type>Name))\z")]
    private static partial Regex SsmType();

    private static void Check(Section declaration, IEnumerable<string> items, bool isNumber)
    {
        // A value with NoEcho is a secret: no message may repeat it.
        var secret = declaration.Flag("NoEcho") ?? false;
        var explanation = declaration.Text("ConstraintDescription");
        var allowed = declaration.Strings("AllowedValues");
        var pattern = declaration.Text("AllowedPattern");
        var (minimumLength, maximumLength) = (declaration.Integer("MinLength"), declaration.Integer("MaxLength"));
        var (minimum, maximum) = (declaration.Text("MinValue"), declaration.Text("MaxValue"));
        foreach (var item in items)
        {
            if (declaration.Has("AllowedValues") && !allowed.Contains(item))
                Refuse("AllowedValues", item, $"must be one of {string.Join(", ", allowed)}");
            if (pattern is not null && Matches(item, pattern) is not true and var matches)
            {
                if (matches is null)
                    declaration.Wrong("AllowedPattern", $"'{pattern}' is not a regular expression of Java that LocalGateway can check");
                else
                    Refuse("AllowedPattern", item, $"does not match {pattern}");
            }

            if (item.Length < minimumLength)
                Refuse("MinLength", item, $"is shorter than {minimumLength}");
            if (item.Length > maximumLength)
                Refuse("MaxLength", item, $"is longer than {maximumLength}");
            if (!isNumber)
                continue;
            if (Number(item) is not { } number)
                Refuse("Type", item, "is not a number");
            else if (minimum is not null && number < Number(minimum))
                Refuse("MinValue", item, $"is less than {minimum}");
            else if (maximum is not null && number > Number(maximum))
                Refuse("MaxValue", item, $"is more than {maximum}");
        }

        void Refuse(string constraint, string item, string reason)
        {
            var value = secret ? "the value" : $"the value '{item}'";
            declaration.Wrong(constraint, explanation is null ? $"{value} {reason}" : $"{value} {reason} ({explanation})");
        }
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>
    /// The pattern is Java's. Null if it cannot be checked. Template and value come from the same person, so there is no time limit.
    /// </summary>
    private static bool? Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, $@"\A(?:{JavaRegexDialect.Translate(pattern)})\z", RegexOptions.CultureInvariant);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

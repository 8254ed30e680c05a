namespace LocalGateway.Template.Import;

/// <summary>The named request validators of a document, and the choice of one for a method.</summary>
internal sealed class RequestValidators
{
    private const string Choice = "x-amazon-apigateway-request-validator";

    private readonly Dictionary<string, (bool Body, bool Parameters)> _declared = new(StringComparer.Ordinal);
    private readonly string? _ofDocument;

    public RequestValidators(Section document)
    {
        foreach (var (name, validator) in document.Objects("x-amazon-apigateway-request-validators", "OpenApi.validator"))
        {
            _declared[name] = (validator.Flag("validateRequestBody") ?? false, validator.Flag("validateRequestParameters") ?? false);
            validator.Close();
        }

        _ofDocument = document.Text(Choice);
        if (_ofDocument is not null && !_declared.ContainsKey(_ofDocument))
            document.Wrong(Choice, Missing(_ofDocument));
    }

    /// <summary>The method's choice overrides the document's choice.</summary>
    public (bool Body, bool Parameters) Of(Section operation)
    {
        var own = operation.Text(Choice);
        if (own is not null && !_declared.ContainsKey(own))
            operation.Wrong(Choice, Missing(own));
        return (own ?? _ofDocument) is { } name ? _declared.GetValueOrDefault(name) : default;
    }

    private static string Missing(string name) =>
        $"the document declares no validator '{name}' under x-amazon-apigateway-request-validators "
        + "(MergeDefinitions drops the validators that SAM generates)";
}

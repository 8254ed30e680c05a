using System.Globalization;
using System.Text.RegularExpressions;
using LocalGateway.Errors;
using LocalGateway.MappingTemplates;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.Integrations.Mapping;

/// <summary>The reply of an integration, before mapping.</summary>
internal sealed record IntegrationReply(HeaderList Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The request id of an AWS service: <c>$context.awsEndpointRequestId</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary>The reply of an integration that answers only with a status.</summary>
    public static IntegrationReply Empty { get; } = new([], default);
}

/// <summary>The response side of a mapped integration: selects the integration response and creates the reply from it.</summary>
internal sealed class ResponseMapping
{
    private const string Json = "application/json";

    // The media type, the trace, and the two ids of the request.
    private const int UsualHeaders = 4;

    private readonly List<ResponseRule> _rules;
    private readonly IReadOnlyDictionary<int, IReadOnlySet<string>> _methodResponses;
    private readonly RequestVariables _variables;
    private readonly bool _isTraced;

    /// <exception cref="GatewayException">A pattern, a parameter or a template is not usable.</exception>
    public ResponseMapping(MethodName method, ApiMethod apiMethod, MappedIntegration integration, RequestVariables variables)
    {
        (_methodResponses, _variables) = (apiMethod.MethodResponses, variables);
        _isTraced = integration is not MockIntegration;
        _rules = [.. integration.Responses.Select(response =>
            new ResponseRule(method, response, apiMethod.MethodResponses.GetValueOrDefault(response.StatusCode), variables))];
    }

    /// <param name="exchange">The client's request; response templates can read its parameters too.</param>
    /// <param name="outcome">The text that selection patterns are matched against: a status code, or an error message for Lambda.</param>
    /// <param name="reply">The integration's reply.</param>
    /// <param name="overrides">The overrides that the request template has set.</param>
    /// <param name="cancellationToken">Cancels the rendering.</param>
    public IntegrationOutcome Map(
        Exchange exchange, string outcome, IntegrationReply reply, MappingOverrides overrides, CancellationToken cancellationToken)
    {
        try
        {
            if (Select(outcome) is not { } rule)
                return GatewayError.Misconfigured("no integration response matches, and the integration has no default response");
            return _methodResponses.ContainsKey(rule.StatusCode)
                ? Map(rule, exchange, reply, overrides, cancellationToken)
                : GatewayError.Misconfigured($"the method declares no response {rule.StatusCode.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (MappingTemplateException exception)
        {
            return GatewayError.Misconfigured(exception.Words) with { By = "response template" };
        }
        catch (RegexMatchTimeoutException)
        {
            return GatewayError.Misconfigured("a selection pattern takes too long");
        }
    }

    private ResponseRule? Select(string outcome)
    {
        foreach (var rule in _rules)
        {
            if (rule.Pattern?.IsMatch(outcome) is true)
                return rule;
        }

        return _rules.Find(static rule => rule.Pattern is null);
    }

    private IntegrationOutcome Map(
        ResponseRule rule, Exchange exchange, IntegrationReply reply, MappingOverrides overrides, CancellationToken cancellationToken)
    {
        var accept = exchange.Request.Headers["Accept"].ToString();
        if (Convert(reply, rule.ContentHandling, accept) is not (var payload, var isBinary))
            return GatewayError.Misconfigured("the integration's payload must be converted to binary, but it is not base64");
        var (mediaType, template) = rule.ChooseTemplate(accept);
        var hasStatus = !overrides.IsEmpty && overrides.ResponseStatus is not null;
        if (template is not null)
        {
            if (isBinary)
                return GatewayError.Misconfigured("a mapping template cannot read a binary payload");
            var input = new TemplateInput(_variables, exchange, payload, overrides, reply.RequestId);
            payload = Templates.Render(template, rule.StatusCode, input, exchange.Trace, cancellationToken);
        }

        var headers = new HeaderList(rule.Headers.Count + UsualHeaders);
        headers.Add("Content-Type", mediaType);
        if (rule.Headers.Count > 0)
            MapHeaders(rule, new(exchange, reply.Headers, reply.Body, cancellationToken) { AwsEndpointRequestId = reply.RequestId }, headers);
        if (!overrides.IsEmpty && Override(headers, overrides) is { } error)
            return error;
        if (_isTraced)
            headers.Set(TraceHeader.Name, exchange.TraceId);
        var status = overrides.ResponseStatus;
        return new(new() { StatusCode = status ?? rule.StatusCode, Headers = headers, Body = payload }, null)
        {
            Author = hasStatus ? ReplyAuthor.RequestTemplate
                : status is not null ? ReplyAuthor.ResponseTemplate
                : template is not null ? ReplyAuthor.TextOfResponseTemplate
                : ReplyAuthor.Backend,
        };
    }

    private static void MapHeaders(ResponseRule rule, MappingInput input, HeaderList headers)
    {
        foreach (var (name, source) in rule.Headers)
        {
            if (source.Read(input) is { Count: > 0 } values)
                headers.Set(name, values);
        }
    }

    private static GatewayError? Override(HeaderList headers, MappingOverrides overrides)
    {
        if (overrides.Repeated is { } repeated)
            return GatewayError.Misconfigured($"the templates override {repeated} more than once");
        foreach (var (name, value) in overrides.ResponseHeaders)
        {
            if (!HttpField.IsName(name))
                return GatewayError.Misconfigured("a template overrides a header whose name HTTP does not allow");
            headers.Set(name, value);
        }

        return null;
    }

    // Without contentHandling, the client's Accept decides. Null if text to convert to binary is not base64.
    private (ReadOnlyMemory<byte> Payload, bool IsBinary)? Convert(IntegrationReply reply, ContentHandling? contentHandling, string accept)
    {
        var payload = reply.Body;
        if (payload.IsEmpty)
            return (payload, false);
        var binaryTypes = _variables.Api.BinaryMediaTypes;
        var contentType = MediaTypes.First(reply.Headers["Content-Type"].ToString());
        var isBinary = MediaTypes.IsBinary(binaryTypes, contentType.IsEmpty ? Json : contentType);
        var wantsBinary = contentHandling is null
            ? MediaTypes.IsBinary(binaryTypes, MediaTypes.First(accept))
            : contentHandling == ContentHandling.ConvertToBinary;
        return (wantsBinary, isBinary) switch
        {
            (true, true) => (payload, true),
            (true, false) => PayloadText.TryFromBase64(payload, out var data) ? (data, true) : null,
            (false, true) => (PayloadText.ToBase64(payload), false),
            _ => (PayloadText.AsText(payload), false),
        };
    }
}

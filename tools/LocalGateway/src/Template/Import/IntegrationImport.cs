using LocalGateway.MappingTemplates;
using LocalGateway.Model;

namespace LocalGateway.Template.Import;

/// <summary><c>x-amazon-apigateway-integration</c>.</summary>
internal sealed class IntegrationImport(ImportScope scope, DeclaredParameters declared)
{
    private const string Member = "x-amazon-apigateway-integration";

    private static readonly string[] OfSomeTypes =
    [
        "connectionId", "contentHandling", "credentials", "httpMethod", "passthroughBehavior", "requestParameters", "requestTemplates", "responses", "uri",
    ];

    private static readonly HashSet<string> DynamoDbActions = new(StringComparer.Ordinal)
    {
        "BatchGetItem", "BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "TransactGetItems",
        "TransactWriteItems", "UpdateItem",
    };

    private readonly IntegrationUris _uris = new(scope);
    private string? _unavailable;

    public Integration Run(Section operation)
    {
        _unavailable = null;
        var start = scope.Diagnostics.Count;
        var result = Read(operation);
        var mistake = scope.Diagnostics.TakeSince(start);
        _unavailable ??= mistake;
        return _unavailable is null ? result : new UnavailableIntegration { Reason = _unavailable };
    }

    private Integration Read(Section operation)
    {
        if (operation.Object(Member) is not { } integration)
        {
            if (!operation.Has(Member))
                operation.Wrong(Member, "No integration defined for method");
            return new MockIntegration();
        }

        var type = integration.RequiredText("type").ToLowerInvariant();
        var result = type switch
        {
            "mock" => Mapped(new MockIntegration(), integration),
            "aws_proxy" => LambdaProxy(integration),
            "aws" => Aws(integration),
            "http_proxy" => new HttpProxyIntegration
            {
                Uri = HttpUri(integration),
                HttpMethod = Method(integration),
                RequestParameters = RequestParameters(integration),
            },
            "http" => Mapped(new HttpIntegration { Uri = HttpUri(integration), HttpMethod = Method(integration) }, integration),
            _ => Unknown(integration, type),
        };
        result = Common(result, integration);
        IgnoreWhatTheTypeDoesNotUse(integration);
        integration.Close();
        return result;
    }

    private void CannotRun(Section integration, string member, string reason)
    {
        var kept = scope.Diagnostics.CannotRun(integration.PathOf(member), reason);
        _unavailable ??= kept;
    }

    private static MockIntegration Unknown(Section integration, string type)
    {
        if (type.Length > 0)
            integration.Wrong("type", $"must be aws, aws_proxy, http, http_proxy or mock, not '{type}'");
        return new MockIntegration();
    }

    private static string Method(Section integration)
    {
        if (integration.Text("httpMethod") is { Length: > 0 } method)
            return method.Equals("x-amazon-apigateway-any-method", StringComparison.OrdinalIgnoreCase) ? "ANY" : method.ToUpperInvariant();
        integration.Wrong("httpMethod", "Enumeration value for HttpMethod must be non-empty");
        return "";
    }

    private LambdaProxyIntegration LambdaProxy(Section integration)
    {
        var method = Method(integration);
        var arn = IntegrationUris.Arn(_uris.WithStageVariables(integration.RequiredText("uri")));
        var proxy = new LambdaProxyIntegration { Function = "", HttpMethod = method, RequestParameters = RequestParameters(integration) };
        if (!arn.Success || arn.Groups["service"].Value == "lambda")
            return proxy with { Function = Function(integration) };
        if (arn.Groups["service"].Value == "firehose")
        {
            CannotRun(integration, "uri", "streams of Firehose are not supported");
            return proxy;
        }

        integration.Wrong(
            "uri", "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.");
        return proxy;
    }

    private string Function(Section integration)
    {
        var (function, reason) = _uris.Function(integration, "uri");
        if (reason is not null)
            CannotRun(integration, "uri", reason);
        return function;
    }

    private Integration Aws(Section integration)
    {
        var method = Method(integration);
        var uri = _uris.WithStageVariables(integration.RequiredText("uri"));
        var arn = IntegrationUris.Arn(uri);
        if (!arn.Success)
        {
            integration.Wrong("uri", uri.StartsWith("arn:aws", StringComparison.Ordinal)
                ? "AWS ARN for integration must contain path or action"
                : "Invalid ARN specified in the request");
            return new MockIntegration();
        }

        var (service, action) = (arn.Groups["service"].Value, arn.Groups["name"].Value);
        if (service == "lambda")
            return Mapped(new LambdaIntegration { Function = Function(integration), HttpMethod = method }, integration);
        if (service != "dynamodb" || arn.Groups["kind"].Value != "action" || !DynamoDbActions.Contains(action))
        {
            CannotRun(
                integration,
                "uri",
                $"{service}:{arn.Groups["kind"].Value}/{action} is not supported, only Lambda functions and these actions of DynamoDB: "
                    + string.Join(", ", DynamoDbActions.Order(StringComparer.Ordinal)));
            return Mapped(new MockIntegration(), integration);
        }

        return Mapped(
            new AwsActionIntegration { Service = service, Action = action, HttpMethod = method, CredentialsRole = Role(integration) },
            integration);
    }

    private string Role(Section integration)
    {
        var arn = _uris.WithStageVariables(integration.RequiredText("credentials"));
        if (arn.EndsWith(":user/*", StringComparison.Ordinal))
            CannotRun(integration, "credentials", "the caller's own rights cannot be checked on this machine: name a role");
        else if (arn.Length > 0)
            return _uris.Role(arn, integration);
        return "";
    }

    private string HttpUri(Section integration)
    {
        var uri = _uris.WithStageVariables(integration.RequiredText("uri"));
        if (!HttpBackend.IsUri(uri))
            integration.Wrong("uri", HttpBackend.Refusal(uri)!);
        else if (HttpBackend.Refusal(uri) is { } reason)
            CannotRun(integration, "uri", reason);
        return uri;
    }

    private Integration Common(Integration result, Section integration)
    {
        var timeout = integration.Integer("timeoutInMillis", 50, 29_000) ?? 29_000;
        var keys = integration.Strings("cacheKeyParameters");
        foreach (var key in keys.Where(key => key.StartsWith("method.request.", StringComparison.Ordinal) && !declared.Holds(key)))
            integration.Wrong("cacheKeyParameters", $"Invalid cache key parameter specified: {key} (the method does not declare it)");
        if (integration.Text("connectionType") is { } connection && connection != "INTERNET")
            CannotRun(integration, "connectionType", $"'{connection}' is not supported");
        return result with
        {
            Timeout = TimeSpan.FromMilliseconds(timeout),
            CacheKeyParameters = keys,
            CacheNamespace = integration.Text("cacheNamespace"),
        };
    }

    private T Mapped<T>(T mapped, Section integration) where T : MappedIntegration => mapped with
    {
        RequestTemplates = MappingTemplates(integration, "requestTemplates"),
        RequestParameters = RequestParameters(integration),
        PassthroughBehavior = Choice(integration, "passthroughBehavior", PassthroughBehavior.WhenNoMatch),
        ContentHandling = integration.Has("contentHandling") ? Choice(integration, "contentHandling", ContentHandling.ConvertToText) : null,
        Responses =
        [
            .. integration.Objects("responses", "OpenApi.integrationResponse")
                .Select(response => Response(response.Name, response.Section)),
        ],
    };

    /// <summary>Finds a broken template together with the other mistakes. In a partial deployment, only its own route fails.</summary>
    private IReadOnlyDictionary<string, string> MappingTemplates(Section section, string member)
    {
        var templates = section.TextMap(member);
        foreach (var (mediaType, source) in scope.Diagnostics.IsPartial ? new Dictionary<string, string>() : templates)
        {
            try
            {
                MappingTemplate.Parse("VTL", source);
            }
            catch (MappingTemplateException exception)
            {
                section.Wrong($"{member}.{mediaType}", exception.Message);
            }
        }

        return templates;
    }

    private IReadOnlyDictionary<string, string> RequestParameters(Section integration)
    {
        var parameters = integration.TextMap("requestParameters");
        foreach (var (target, source) in parameters)
        {
            if (declared.RequestFault(target, source) is { } fault)
                integration.Wrong($"requestParameters.{target}", fault);
        }

        return parameters;
    }

    private IntegrationResponse Response(string pattern, Section response)
    {
        if (!response.Has("statusCode"))
            response.Wrong("statusCode", "is required");
        var status = response.Integer("statusCode", 100, 599) ?? 200;
        var parameters = response.TextMap("responseParameters");
        foreach (var (target, source) in parameters)
        {
            if (declared.ResponseFault(status, target, source) is { } fault)
                response.Wrong($"responseParameters.{target}", fault);
        }

        var result = new IntegrationResponse
        {
            SelectionPattern = pattern == "default" ? null : pattern,
            StatusCode = status,
            ResponseParameters = parameters,
            ResponseTemplates = MappingTemplates(response, "responseTemplates"),
            ContentHandling = response.Has("contentHandling") ? Choice(response, "contentHandling", ContentHandling.ConvertToText) : null,
        };
        response.Close();
        return result;
    }

    /// <summary>Ignores members that the service accepts for every integration type but uses only for some.</summary>
    private static void IgnoreWhatTheTypeDoesNotUse(Section integration)
    {
        foreach (var name in OfSomeTypes)
        {
            if (integration.Has(name) && !integration.WasRead(name))
                integration.IgnoreLocally(name);
        }
    }

    /// <summary>An enumeration value such as WHEN_NO_MATCH, in upper or lower case.</summary>
    private static TEnum Choice<TEnum>(Section section, string name, TEnum otherwise) where TEnum : struct, Enum
    {
        if (section.Text(name) is not { } text)
            return otherwise;
        if (Enum.TryParse<TEnum>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var value) && Enum.IsDefined(value))
            return value;
        section.Wrong(name, $"'{text}' is not supported");
        return otherwise;
    }
}

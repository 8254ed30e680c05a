namespace LocalGateway.Template;

/// <summary>The inputs of a deployment besides the template itself.</summary>
public sealed record TemplateOptions
{
    /// <summary>Values for the template's parameters; commas separate the items of a list parameter.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Keeps what cannot run on this machine (functions in other languages, other services behind an integration, …) instead of refusing the
    /// template: <see cref="Model.Deployment.IsPartial"/>.
    /// </summary>
    public bool Partial { get; init; }

    /// <summary>The folder of the code of functions whose code the template has in S3; null if they cannot run.</summary>
    public string? CodePath { get; init; }

    /// <summary>The value of <c>AWS::Region</c>, and the region of every local ARN.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The value of <c>AWS::AccountId</c>: twelve digits.</summary>
    public string AccountId { get; init; } = "123456789012";

    /// <summary>The value of <c>AWS::StackName</c>.</summary>
    public string StackName { get; init; } = "local";

    /// <summary>
    /// The local value of a Secrets Manager secret that the service would generate, by the secret's logical id. It is called only for
    /// secrets that a <c>{{resolve:secretsmanager:…}}</c> reads. Without it, such a reference is refused.
    /// </summary>
    public Func<string, string>? GeneratedSecret { get; init; }

    /// <summary>Receives the full path of each file before it is read: the template, definitions, included files.</summary>
    public Action<string>? FileRead { get; init; }
}

using System.Text.Json.Nodes;

namespace LocalGateway.Model;

/// <summary>A role that an integration can assume, with the rights that its policies grant.</summary>
public sealed record IamRole
{
    public required string LogicalId { get; init; }

    public required string Arn { get; init; }

    /// <summary>The services that may assume the role: <c>apigateway.amazonaws.com</c>.</summary>
    public IReadOnlyList<string> TrustedServices { get; init; } = [];

    /// <summary>The statements of inline policies and of the template's own managed policies.</summary>
    public IReadOnlyList<PolicyStatement> Statements { get; init; } = [];

    /// <summary>Managed policies from outside the template, by ARN.</summary>
    public IReadOnlyList<string> ManagedPolicyArns { get; init; } = [];
}

/// <summary>One statement of a policy; patterns may hold <c>*</c> and <c>?</c>.</summary>
public sealed record PolicyStatement
{
    /// <summary>True for Allow, false for Deny, which wins over every Allow.</summary>
    public required bool Allows { get; init; }

    public IReadOnlyList<string> Actions { get; init; } = [];

    public IReadOnlyList<string> NotActions { get; init; } = [];

    public IReadOnlyList<string> Resources { get; init; } = [];

    public IReadOnlyList<string> NotResources { get; init; } = [];

    /// <summary>The <c>Condition</c> as written, by operator; null without one.</summary>
    public JsonObject? Condition { get; init; }
}

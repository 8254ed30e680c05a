using LocalGateway.Functions;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Throttling;

namespace LocalGateway;

/// <summary>What one state of the deployment needs to answer requests. Requests in progress keep it after a change.</summary>
/// <param name="deployment">The state.</param>
/// <param name="functions">This state is one of the users. States with equal functions share them, so that their environments stay warm.</param>
internal sealed class ServedApi(
    Deployment deployment, Pipeline pipeline, LocalEndpoints? local, Shared<FunctionHost> functions, KeptLimits limits) : IDisposable
{
    public Deployment Deployment => deployment;

    public Pipeline Pipeline => pipeline;

    public LocalEndpoints? Local => local;

    public Shared<FunctionHost> Functions => functions;

    public KeptLimits Limits => limits;

    public void Dispose() => functions.Leave();

    /// <summary>Whether the functions of two deployments are equal, with all their settings.</summary>
    public static bool HaveSameFunctions(Deployment one, Deployment other) =>
        one.Region == other.Region
        && one.AccountId == other.AccountId
        && one.Functions.Count == other.Functions.Count
        && one.Functions.Values.All(function => other.Functions.TryGetValue(function.LogicalId, out var same) && AreEqual(function, same));

    private static bool AreEqual(LambdaFunction one, LambdaFunction other) =>
        one == other with { Environment = one.Environment, Description = one.Description }
        && one.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .SequenceEqual(other.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal));
}

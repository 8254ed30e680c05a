namespace LambdaCrud.IntegrationTests.Deploying;

/// <summary>The API as in production, with the cache.</summary>
public sealed class ProductionStorefront : Storefront
{
    protected override IReadOnlyDictionary<string, string> Parameters =>
        new Dictionary<string, string>(base.Parameters) { ["StageName"] = "prod" };
}

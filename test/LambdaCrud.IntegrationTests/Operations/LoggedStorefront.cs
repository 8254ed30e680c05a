namespace LambdaCrud.IntegrationTests.Operations;

/// <summary>The API with its own log. Every line in it comes from the tests of this collection, which run one after another.</summary>
[CollectionDefinition(Tests)]
public sealed class LoggedStorefront : Storefront, ICollectionFixture<LoggedStorefront>
{
    public const string Tests = nameof(LoggedStorefront);
}

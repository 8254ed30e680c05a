namespace LambdaCrud.IntegrationTests.Operations;

/// <summary>The API with its own log. Every line in it comes from the calls of one test class.</summary>
public sealed class LoggedStorefront : Storefront;

namespace LambdaCrud.IntegrationTests.Operations;

/// <summary>The API with its own log: every line in it comes from the calls of one test class.</summary>
public sealed class LoggedStorefront : Storefront;

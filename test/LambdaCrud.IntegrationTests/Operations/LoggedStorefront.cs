namespace LambdaCrud.IntegrationTests.Operations;

/// <summary>The API with a log of its own: every line in it is of the calls of one test class.</summary>
public sealed class LoggedStorefront : Storefront;

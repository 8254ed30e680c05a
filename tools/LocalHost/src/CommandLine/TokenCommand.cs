using System.CommandLine;
using System.CommandLine.Parsing;
using LocalGateway.Authorization;
using LocalGateway.LocalTokens;
using LocalGateway.Model;

namespace LocalHost.CommandLine;

/// <summary><c>token</c>: prints only a token that the running API accepts.</summary>
internal static class TokenCommand
{
    private const string IdUse = "id";
    private const string AccessUse = "access";

    public static Command Create()
    {
        var command = new Command("token", "Prints a token of the template's user pool, as Amazon Cognito would issue it.");
        var shared = new HostOptions(command);
        var user = new Option<string>("--user") { Description = "The user's name.", HelpName = "NAME", Required = true };
        var groups = new Option<string[]>("--group") { Description = "A group of the user. Repeatable.", HelpName = "NAME" };
        var scopes = new Option<string[]>("--scope") { Description = "A scope of an access token. Repeatable.", HelpName = "SCOPE" };
        var use = new Option<string>("--use")
        {
            Description = $"The kind of token: {IdUse} or {AccessUse}.",
            HelpName = "KIND",
            DefaultValueFactory = _ => IdUse,
        };
        var expires = new Option<TimeSpan>("--expires")
        {
            Description = "How long the token is valid, for example 30s, 15m, 1h or 7d.",
            HelpName = "TIME",
            CustomParser = ParseLifetime,
            DefaultValueFactory = _ => TimeSpan.FromHours(1),
        };
        var client = new Option<string?>("--client")
        {
            Description = "The app client: its id, or its logical id in the template. Default: the pool's first.",
            HelpName = "ID",
        };
        foreach (var option in new Option[] { user, groups, scopes, use, expires, client })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(use) is { Tokens: [{ Value: not (IdUse or AccessUse) }] })
                result.AddError($"--use takes {IdUse} or {AccessUse}.");
            if (result.GetResult(scopes) is { Tokens.Count: > 0 } && result.GetResult(use) is not { Tokens: [{ Value: AccessUse }] })
                result.AddError($"--scope needs --use {AccessUse}: an ID token has no scopes.");
        });
        command.SetAction(result =>
        {
            var options = shared.Read(result);
            var data = DataFolder.Open(options.DataFolder);
            var pools = TemplateHost.LoadTemplate(options, data).UserPools.Values;
            var (pool, clientId) = Choose([.. pools], result.GetValue(client), options.Template);
            var tokens = UserPoolTokens.Open(pool, data.FullPath);
            var poolUser = new PoolUser(result.GetRequiredValue(user)) { Groups = result.GetValue(groups) ?? [] };
            Console.WriteLine(result.GetValue(use) == AccessUse
                ? tokens.AccessToken(poolUser, result.GetValue(scopes) ?? [], result.GetValue(expires), clientId)
                : tokens.IdToken(poolUser, result.GetValue(expires), clientId));
        });
        return command;
    }

    private static (UserPool Pool, string? ClientId) Choose(IReadOnlyList<UserPool> pools, string? client, string template)
    {
        if (client is null)
        {
            return pools switch
            {
                [var only] => (only, null),
                [] => throw new LocalHostException($"The template {template} has no user pool."),
                _ => throw new LocalHostException($"The template {template} has several user pools. Choose one with --client."),
            };
        }

        return PoolClient.Find(pools, client) is { } found
            ? (found.Pool, found.ClientId)
            : throw new LocalHostException($"No user pool of the template {template} has a client '{client}'.");
    }

    private static TimeSpan ParseLifetime(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (!TokenLifetime.TryParse(text, out var lifetime))
            argument.AddError($"--expires takes {TokenLifetime.Expected}, not '{text}'.");
        return lifetime;
    }
}

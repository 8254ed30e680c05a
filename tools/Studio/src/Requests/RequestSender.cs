using System.Net;
using System.Text;
using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Recording;
using Microsoft.AspNetCore.Http;
using Studio.Serving;

namespace Studio.Requests;

/// <summary>
/// Sends requests of the page to the API. The studio sends them, not the browser: so the page never gets a token, and every header can be
/// sent. The reply is in the record.
/// </summary>
internal sealed class RequestSender(StudioOptions options) : IDisposable
{
    private const string RequestId = "x-amzn-RequestId";

    private static readonly string[] OfTheConnection = ["Host", "Content-Length", "Connection", "Transfer-Encoding", RequestId];

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    });

    public async Task AnswerAsync(HttpContext context)
    {
        if (await Replies.ReadAsync<SentRequest>(context) is not { } sent)
            return;
        try
        {
            await Replies.JsonAsync(context, await SendAsync(sent, context.Connection.LocalPort, context.RequestAborted));
        }
        catch (Exception exception) when (exception is UnusableRequestException or FormatException or HttpRequestException)
        {
            await Replies.ProblemAsync(context, StatusCodes.Status400BadRequest, exception.Message);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<SentReply> SendAsync(SentRequest sent, int port, CancellationToken cancellationToken)
    {
        var from = sent.From is { } number
            ? options.Recorder.Find(number)
                ?? throw new UnusableRequestException("the request is not kept any more, so its secrets are not known")
            : null;
        var secrets = new MaskedValues(from);
        if (!sent.Target.StartsWith('/') || sent.Target.StartsWith("//", StringComparison.Ordinal))
            throw new UnusableRequestException("the path must begin with one slash");
        if (sent.Target == "/_local" || sent.Target.StartsWith("/_local/", StringComparison.Ordinal))
            throw new UnusableRequestException("the path must be one of the API");
        // The API gets path and query as they are written.
        var asWritten = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var uri = new Uri($"http://127.0.0.1:{port}{secrets.Target(sent.Target)}", asWritten);
        using var request = new HttpRequestMessage(new(sent.Method), uri);
        var id = Guid.NewGuid().ToString();
        request.Headers.TryAddWithoutValidation(RequestId, id);
        if (sent.Body is { Length: > 0 } body)
            request.Content = new ByteArrayContent(secrets.Body(body).ToArray());
        var tokenHeaders = sent.User is null ? [] : TokenHeaders();
        foreach (var header in sent.Headers.Where(header => !IsSetHere(header.Name, tokenHeaders)))
            Add(request, header.Name, secrets.Header(header.Name, header.Value));
        if (sent.User is { } user)
        {
            var token = $"Bearer {Token(user)}";
            foreach (var name in tokenHeaders)
                Add(request, name, token);
        }

        using var reply = await _client.SendAsync(request, cancellationToken);
        return new((int)reply.StatusCode, options.Recorder.Records.LastOrDefault(record => record.RequestId == id)?.Number);
    }

    private static bool IsSetHere(string name, string[] tokenHeaders) =>
        OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase) || tokenHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.TryAddWithoutValidation(name, value))
            return;
        request.Content ??= new ByteArrayContent([]);
        if (!request.Content.Headers.TryAddWithoutValidation(name, value))
            throw new UnusableRequestException($"HTTP does not allow the header {name}");
    }

    private string[] TokenHeaders()
    {
        string[] names = [.. options.ApiOf(options.Deployment()).Authorizers.Values.OfType<CognitoAuthorizer>().Select(authorizer => authorizer.Header).Distinct()];
        return names.Length > 0 ? names : throw new UnusableRequestException("the API has no user pool, so no user can sign in");
    }

    private string Token(SentUser user)
    {
        var pools = options.Deployment().UserPools;
        var pool = user.Pool is null ? pools.Values.FirstOrDefault() : pools.GetValueOrDefault(user.Pool);
        if (pool is null)
            throw new UnusableRequestException("the template has no such user pool");
        if (user.Name.Length == 0)
            throw new UnusableRequestException("the user needs a name");
        var tokens = UserPoolTokens.Open(pool, options.DataFolder, options.TimeProvider);
        var signedIn = new PoolUser(user.Name) { Groups = user.Groups };
        return user.Scope is { } scope
            ? tokens.AccessToken(signedIn, scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : tokens.IdToken(signedIn);
    }
}

/// <summary>The page asked for a request that cannot be sent. The message says why.</summary>
internal sealed class UnusableRequestException(string message) : Exception(message);

/// <summary>Fills in the secrets of a record where the page has only the mask.</summary>
internal sealed class MaskedValues(RequestRecord? from)
{
    public string Header(string name, string value) => value.Contains(SecretText.Mask, StringComparison.Ordinal)
        ? from is not null && from.Facts.Request.Headers[name].ToString() is { Length: > 0 } real
            ? real
            : throw Unknown($"the header {name}")
        : value;

    public string Target(string target)
    {
        if (!target.Contains(SecretText.Mask, StringComparison.Ordinal))
            return target;
        return from is not null && target == (from.Query.Length == 0 ? from.Path : $"{from.Path}?{from.Query}")
            ? from.Facts.Request.RawPath + (from.Query.Length == 0 ? "" : $"?{from.Facts.Request.RawQuery}")
            : throw Unknown("the path");
    }

    public ReadOnlyMemory<byte> Body(string body)
    {
        if (from is not null && !from.Facts.RequestBody.IsCut && body == from.Open().Request.Body.Text)
            return from.Facts.RequestBody.Kept;
        return body.Contains(SecretText.Mask, StringComparison.Ordinal) ? throw Unknown("the body") : Encoding.UTF8.GetBytes(body);
    }

    private static UnusableRequestException Unknown(string part) => new($"{part} has a masked value. Write the value in its place");
}

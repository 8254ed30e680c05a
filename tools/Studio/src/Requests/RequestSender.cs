using System.Text;
using LocalGateway.Recording;
using Microsoft.AspNetCore.Http;
using Studio.Serving;

namespace Studio.Requests;

/// <summary>
/// Sends requests of the page to the API. The studio sends them, not the browser: so the page never gets a token, and every header can be
/// sent. The reply is in the record.
/// </summary>
internal sealed class RequestSender(RequestRecorder recorder, ApiClient client)
{
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

    private async Task<SentReply> SendAsync(SentRequest sent, int port, CancellationToken cancellationToken)
    {
        var from = sent.From is { } number
            ? recorder.Find(number)
                ?? throw new UnusableRequestException("the request is not kept any more, so its secrets are not known")
            : null;
        var secrets = new MaskedValues(from);
        var id = Guid.NewGuid().ToString();
        var request = new ApiRequest(
            id,
            sent.Method,
            secrets.Target(sent.Target),
            [.. sent.Headers.Select(header => (header.Name, secrets.Header(header.Name, header.Value)))],
            sent.Body is { Length: > 0 } body ? secrets.Body(body).ToArray() : [],
            sent.User);
        using var reply = await client.SendAsync(port, request, cancellationToken);
        return new((int)reply.StatusCode, recorder.Records.LastOrDefault(record => record.RequestId == id)?.Number);
    }
}

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

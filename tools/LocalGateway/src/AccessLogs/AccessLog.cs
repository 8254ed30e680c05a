using LocalGateway.Errors;
using LocalGateway.Model;
using LocalGateway.Requests;
using LocalGateway.Variables;

namespace LocalGateway.AccessLogs;

/// <summary>Writes one line per request in the stage's format. A variable without a value is written as a hyphen.</summary>
internal sealed class AccessLog
{
    private readonly PlainTemplate _format;
    private readonly AccessLogVariables _variables;
    private readonly GatewayLog _output;

    private AccessLog(string format, RequestVariables variables, GatewayLog output) =>
        (_format, _variables, _output) = (new(format), new(variables), output);

    /// <param name="api">The API with its stage.</param>
    /// <param name="variables">The API's variables.</param>
    /// <param name="writer">The destination of the lines.</param>
    /// <param name="log">The destination if there is no writer.</param>
    /// <returns>Null if the stage has no access log.</returns>
    /// <exception cref="GatewayException">The format is not one line.</exception>
    public static AccessLog? Create(RestApi api, RequestVariables variables, TextWriter? writer, GatewayLog log)
    {
        if (api.Stage.AccessLogFormat?.TrimEnd('\r', '\n') is not { } format)
            return null;
        return format.AsSpan().ContainsAny('\r', '\n')
            ? throw new GatewayException($"{api.LogicalId}: the format of the access log must be a single line.")
            : new(format, variables, writer is null ? log : new(writer));
    }

    public void Write(Exchange exchange, Reply reply, GatewayError? error)
    {
        // A stage that does not exist has no log.
        if (_output.IsOff || error?.Type == GatewayResponseType.StageNotFound)
            return;
        _output.Write(_format.Render(name =>
            _variables.Get(exchange, reply, error, name) is { Length: > 0 } value ? HttpField.WithoutForbidden(value) : "-"));
    }
}

namespace LocalGateway;

/// <summary>The gateway cannot start as requested. The message explains the problem to the person who started it.</summary>
public class GatewayException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>A mapping template is not VTL.</summary>
internal sealed class InvalidTemplateException(string message, Exception innerException) : GatewayException(message, innerException);

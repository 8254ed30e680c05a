namespace LocalGateway;

/// <summary>The gateway cannot start as requested. The message explains the problem to the person who started it.</summary>
public sealed class GatewayException(string message, Exception? innerException = null) : Exception(message, innerException);

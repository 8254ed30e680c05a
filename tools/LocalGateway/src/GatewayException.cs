namespace LocalGateway;

/// <summary>The gateway cannot be started as asked: the message says what is wrong and is meant for the person who started it.</summary>
public sealed class GatewayException(string message, Exception? innerException = null) : Exception(message, innerException);

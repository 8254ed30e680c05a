namespace LocalHost;

/// <summary>What was asked cannot be done, for a reason that the person who asked can mend: the message is one line and says how.</summary>
public class LocalHostException(string message, Exception? innerException = null) : Exception(message, innerException);

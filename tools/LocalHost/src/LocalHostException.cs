namespace LocalHost;

/// <summary>
/// What was asked cannot be done, for a reason that the person who asked can mend: the message says how. It is one line, but for a
/// mapping template's error, which shows its place.
/// </summary>
public class LocalHostException(string message, Exception? innerException = null) : Exception(message, innerException);

namespace LocalHost;

/// <summary>
/// The program cannot do what the user asked, for a reason that the user can fix. The message says how. It is one line, except for a
/// mapping template's error, which shows its place.
/// </summary>
public class LocalHostException(string message, Exception? innerException = null) : Exception(message, innerException);

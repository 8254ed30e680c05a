namespace RouteSync;

/// <summary>The program cannot do what the user asked, for a reason that the user can fix. The message is one line.</summary>
internal sealed class RouteSyncException(string message, Exception? inner = null) : Exception(message, inner);

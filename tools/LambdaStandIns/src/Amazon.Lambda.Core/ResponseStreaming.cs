namespace Amazon.Lambda.Core.ResponseStreaming;

// Preview features of the published package that the stand-in names, so that using one says so instead of "type not found".
[Obsolete(NotCovered.Message, error: true)]
public class HttpResponseStreamPrelude;

[Obsolete(NotCovered.Message, error: true)]
public abstract class LambdaResponseStream : Stream;

[Obsolete(NotCovered.Message, error: true)]
public class LambdaResponseStreamFactory;

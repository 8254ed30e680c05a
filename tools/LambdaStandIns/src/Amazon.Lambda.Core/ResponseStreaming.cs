namespace Amazon.Lambda.Core.ResponseStreaming;

// Preview features of the published package. They are declared here so that the build error names them and says what to do.
[Obsolete(NotCovered.Message, error: true)]
public class HttpResponseStreamPrelude;

[Obsolete(NotCovered.Message, error: true)]
public abstract class LambdaResponseStream : Stream;

[Obsolete(NotCovered.Message, error: true)]
public class LambdaResponseStreamFactory;

// The stand-in declares names of the published package that it does not cover, so that their use is a build error (CS0619). The error
// has the name and says what to do. Only the event types are declared: the types of their members are not usable without them.
namespace Amazon.Lambda.CloudWatchEvents
{
    internal static class NotCovered
    {
        public const string Message = "The stand-in of Amazon.Lambda.CloudWatchEvents does not cover it. "
            + "See tools/LambdaStandIns/README.md, or build with -p:LambdaPackages=published.";
    }
}

namespace Amazon.Lambda.CloudWatchEvents.BatchEvents
{
    [Obsolete(NotCovered.Message, error: true)]
    public class BatchJobStateChangeEvent;
}

namespace Amazon.Lambda.CloudWatchEvents.ECSEvents
{
    [Obsolete(NotCovered.Message, error: true)]
    public class ECSContainerInstanceStateChangeEvent;

    [Obsolete(NotCovered.Message, error: true)]
    public class ECSTaskStateChangeEvent;
}

namespace Amazon.Lambda.CloudWatchEvents.S3Events
{
    [Obsolete(NotCovered.Message, error: true)]
    public class S3ObjectCreateEvent;

    [Obsolete(NotCovered.Message, error: true)]
    public class S3ObjectDeleteEvent;

    [Obsolete(NotCovered.Message, error: true)]
    public class S3ObjectRestoreEvent;
}

namespace Amazon.Lambda.CloudWatchEvents.TranscribeEvents
{
    [Obsolete(NotCovered.Message, error: true)]
    public class TranscribeJobStateChangeEvent;
}

namespace Amazon.Lambda.CloudWatchEvents.TranslateEvents
{
    [Obsolete(NotCovered.Message, error: true)]
    public class TranslateParallelDataStateChangeEvent;

    [Obsolete(NotCovered.Message, error: true)]
    public class TranslateTextTranslationJobStateChangeEvent;
}

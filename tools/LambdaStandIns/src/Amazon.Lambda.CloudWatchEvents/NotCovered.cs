// What the stand-in leaves out of the published package is here by name, so that using it is a build error (CS0619) that names it and
// says what to do. The events are here; what they carry cannot be used without them.
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

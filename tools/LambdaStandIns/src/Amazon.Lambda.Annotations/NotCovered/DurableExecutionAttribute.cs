namespace Amazon.Lambda.Annotations;

[Obsolete(AnnotationsNotCovered.Message, error: true)]
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
public class DurableExecutionAttribute(int executionTimeout) : Attribute
{
    public int ExecutionTimeout { get; } = executionTimeout;

    public int RetentionPeriodInDays { get; set; }
}

namespace Amazon.Lambda.Annotations.Schedule;

/// <summary>Lets the clock call the function. What is not set is not written to the template.</summary>
/// <param name="schedule">A rate(...) or cron(...) expression of Amazon EventBridge.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
public class ScheduleEventAttribute(string schedule) : Attribute
{
    private string _resourceName;
    private bool? _enabled;

    public string Schedule { get; set; } = schedule;

    /// <summary>The event's name in the template; unless set, the letters and digits of the schedule.</summary>
    public string ResourceName
    {
        get => _resourceName ?? NameOf(Schedule);
        set => _resourceName = value;
    }

    public string Description { get; set; }

    /// <summary>The event's JSON, or a file of the project that holds it.</summary>
    public string Input { get; set; }

    public bool Enabled
    {
        get => _enabled ?? true;
        set => _enabled = value;
    }

    private static string NameOf(string schedule)
    {
        var name = string.Concat((schedule ?? string.Empty).Where(char.IsLetterOrDigit));
        return name.Length > 0 ? name : "ScheduleEvent";
    }
}

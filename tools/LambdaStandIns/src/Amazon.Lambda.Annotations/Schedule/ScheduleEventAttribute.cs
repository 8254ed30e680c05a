namespace Amazon.Lambda.Annotations.Schedule;

/// <summary>Lets a schedule call the function. Values that are not set are not written to the template.</summary>
/// <param name="schedule">A rate(...) or cron(...) expression of Amazon EventBridge.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
public class ScheduleEventAttribute(string schedule) : Attribute
{
    private string _resourceName;
    private bool? _enabled;

    public string Schedule { get; set; } = schedule;

    /// <summary>The name of the event in the template. The default is the letters and digits of the schedule.</summary>
    public string ResourceName
    {
        get => _resourceName ?? NameOf(Schedule);
        set => _resourceName = value;
    }

    public string Description { get; set; }

    /// <summary>The JSON of the event, or the path of a project file with this JSON.</summary>
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

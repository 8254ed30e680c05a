using Newtonsoft.Json.Linq;

namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>
/// The events of one function. The resource's metadata lists the events and the properties that came from the code,
/// so the next run can distinguish those that were removed from the code from those that a person added.
/// </summary>
internal sealed class FunctionEvents(TemplateDocument template, ICollection<TemplateFinding> findings, string resource)
{
    private readonly string _events = $"{resource}.Properties.Events";
    private readonly string _syncedEvents = $"{resource}.Metadata.SyncedEvents";
    private readonly string _syncedProperties = $"{resource}.Metadata.SyncedEventProperties";

    public void Write(IReadOnlyCollection<TemplateEvent> events)
    {
        var earlierEvents = template.Texts(_syncedEvents);
        var earlierProperties = template.TextLists(_syncedProperties);

        var written = events
            .SelectMany(Write, (item, property) => (item.Name, Property: property))
            .ToLookup(item => item.Name, item => item.Property);

        foreach (var name in earlierEvents.Where(name => !written.Contains(name)))
            template.Remove($"{_events}.{name}");
        foreach (var item in written)
        {
            if (!earlierProperties.TryGetValue(item.Key, out var earlier))
                continue;
            RemoveProperties(item.Key, earlier.Where(property => !item.Any(path => path.StartsWith(property, StringComparison.Ordinal))));
        }

        template.Remove(_syncedEvents);
        template.Remove(_syncedProperties);
        if (events.Count == 0)
            return;

        template.Set(_syncedEvents, new JArray(events.Select(item => item.Name)));
        // The object is set as one value, so a name with a dot stays one key.
        template.Set(_syncedProperties, new JObject(written.Select(item => new JProperty(item.Key, new JArray(item)))));
    }

    /// <summary>Writes an event and returns the paths of its properties.</summary>
    private List<string> Write(TemplateEvent item)
    {
        var properties = new EventProperties(template, findings, $"{_events}.{item.Name}.Properties");
        switch (item)
        {
            case ApiEvent api:
                template.Set($"{_events}.{item.Name}.Type", "Api");
                properties.Set("Path", api.Path);
                properties.Set("Method", api.Method);
                properties.SetIfGiven("Auth.Authorizer", api.Authorizer);
                if (template.Exists(ApiResource.Path))
                    properties.SetRestApiId();
                break;

            case DynamoDBStreamEvent stream:
                template.Set($"{_events}.{item.Name}.Type", "DynamoDB");
                properties.SetStream(stream.Stream);
                properties.Set("StartingPosition", stream.StartingPosition);
                properties.SetIfGiven("BatchSize", stream.BatchSize);
                properties.SetIfGiven("Enabled", stream.Enabled);
                properties.SetIfGiven("MaximumBatchingWindowInSeconds", stream.MaximumBatchingWindowInSeconds);
                properties.SetIfGiven("FilterCriteria.Filters", stream.Filters is { } filters
                    ? new JArray(filters.Split(';').Select(pattern => new JObject { ["Pattern"] = pattern.Trim() }))
                    : null);
                break;

            case ScheduleEvent schedule:
                template.Set($"{_events}.{item.Name}.Type", "Schedule");
                properties.Set("Schedule", schedule.Schedule);
                properties.SetIfGiven("Description", schedule.Description);
                properties.SetIfGiven("Input", schedule.Input);
                properties.SetIfGiven("Enabled", schedule.Enabled);
                break;

            default:
                throw new ArgumentOutOfRangeException(nameof(item), item, "The kind of the event is unknown.");
        }

        return properties.Written;
    }

    /// <summary>Removes properties of an event, and objects that become empty.</summary>
    private void RemoveProperties(string name, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            template.Remove($"{_events}.{name}.Properties.{path}");
            for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
            {
                var parent = $"{_events}.{name}.Properties.{path.Substring(0, dot)}";
                if (!template.IsEmptyObject(parent))
                    break;
                template.Remove(parent);
            }
        }
    }
}

/// <summary>Writes the properties of one event and remembers their paths.</summary>
internal sealed class EventProperties(TemplateDocument template, ICollection<TemplateFinding> findings, string properties)
{
    public List<string> Written { get; } = [];

    public void Set(string path, JToken value)
    {
        template.Set($"{properties}.{path}", value);
        Written.Add(path);
    }

    public void SetIfGiven(string path, object? value)
    {
        if (value is not null)
            Set(path, JToken.FromObject(value));
    }

    /// <summary>Connects the route to the API of the project. This overwrites a reference that a person added.</summary>
    public void SetRestApiId()
    {
        var path = $"{properties}.RestApiId";
        var earlier = template.Json($"{path}.Ref");
        Remember(template.SetReference(path, "Ref", ApiResource.LogicalId, findings));
        if (earlier is not null && earlier != template.Json($"{path}.Ref"))
            findings.Add(new(TemplateDiagnostics.ReplacedRestApiId, path, earlier, ApiResource.LogicalId));
    }

    public void SetStream(string stream)
    {
        template.Remove($"{properties}.Stream");
        Remember(template.SetTextOrReference($"{properties}.Stream", stream, "StreamArn", findings));
    }

    private void Remember(string path) => Written.Add(path.Substring(properties.Length + 1));
}

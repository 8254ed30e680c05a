using System.Collections.Concurrent;
using System.Text;
using LocalGateway.MappingTemplates.Parsing;
using LocalGateway.MappingTemplates.Values;
using LocalGateway.MappingTemplates.Variables;

namespace LocalGateway.MappingTemplates.Evaluation;

/// <summary>The state of one rendering: variables, output, used part of the limits, and position in the template.</summary>
internal sealed class RenderScope
{
    private const int CancellationInterval = 4096;
    private const int StepCost = 32;

    private readonly string _templateName;
    private readonly CancellationToken _cancellationToken;
    private readonly MappingContext _context;

    // Few templates use all of them.
    private Dictionary<string, object?>? _assigned;
    private InputVariable? _input;
    private ContextVariable? _contextVariable;
    private StageVariables? _stageVariables;
    private long _work;
    private long _nextCancellationCheck = CancellationInterval;
    private int _depth;

    public RenderScope(string templateName, MappingContext context, CompileCache compiled, CancellationToken cancellationToken)
    {
        _templateName = templateName;
        _context = context;
        _cancellationToken = cancellationToken;
        Compiled = compiled;
    }

    public StringBuilder Output { get => field ??= new(); set; }

    public CompileCache Compiled { get; }

    /// <summary>The places in the template that have already warned. Null if nobody reads warnings.</summary>
    public ConcurrentDictionary<SourcePosition, bool>? Warned { get; init; }

    /// <summary>Null if nobody asks how the output is made.</summary>
    public RenderTrace? Trace { get; init; }

    /// <summary>The reference or directive being evaluated, for errors.</summary>
    public SourcePosition Position { get; set; }

    /// <summary>Set by <c>#break</c> and <c>#stop</c>; every block stops when it is not <see cref="Flow.Next"/>.</summary>
    public Flow Flow { get; set; }

    public object? Get(string variable)
    {
        if (_assigned is not null && _assigned.TryGetValue(variable, out var value))
            return value;
        return variable switch
        {
            "input" => _input ??= new(_context),
            "util" => UtilVariable.Only,
            "context" => _contextVariable ??= new(_context),
            "stageVariables" => _stageVariables ??= new(_context.StageVariables),
            _ => null,
        };
    }

    public void Set(string variable, object? value) => (_assigned ??= new(StringComparer.Ordinal))[variable] = value;

    /// <summary>Warns once for each place.</summary>
    public void Warn(SourcePosition position, string problem)
    {
        if (_context.Warn is { } warn && Warned?.TryAdd(position, true) is true)
            warn($"{_templateName}({position.Line},{position.Column}): {problem}");
    }

    public MappingTemplateException Error(
        string problem, MappingTemplateErrorKind kind = MappingTemplateErrorKind.Evaluation, Exception? inner = null) =>
        new(kind, _templateName, Position.Line, Position.Column, problem, inner);

    /// <summary>Counts one node, element or comparison as StepCost characters, which take about as long.</summary>
    public void Step() => Charge(StepCost);

    /// <summary>Counts work against the limit, and checks for cancellation from time to time.</summary>
    public void Charge(long units)
    {
        _work += units;
        if (_work < _nextCancellationCheck)
            return;
        _nextCancellationCheck = _work + CancellationInterval;
        _cancellationToken.ThrowIfCancellationRequested();
        if (_work > MappingTemplateLimits.Work)
            throw Error("the template does too much work", MappingTemplateErrorKind.LimitExceeded);
    }

    public void Write(string text)
    {
        Charge(text.Length);
        if (Output.Length + text.Length > MappingTemplateLimits.OutputCharacters)
            throw Error(
                $"the output is longer than {MappingTemplateLimits.OutputCharacters} characters", MappingTemplateErrorKind.LimitExceeded);
        Output.Append(text);
    }

    public void WriteValue(object? value)
    {
        if (value is string text)
            Write(text);
        else
            Write(JavaText.Of(value, this));
    }

    /// <summary>Renders into a separate text: an interpolated string, a <c>#define</c> block.</summary>
    public string Capture(Action<RenderScope> render)
    {
        var output = Output;
        Output = new StringBuilder();
        Enter();
        render(this);
        _depth--;
        var text = Output.ToString();
        Output = output;
        return text;
    }

    private void Enter()
    {
        if (++_depth > MappingTemplateLimits.Nesting)
            throw Error("#define blocks render each other too deeply", MappingTemplateErrorKind.LimitExceeded);
    }
}

/// <summary>How a block continues after one of its nodes.</summary>
internal enum Flow
{
    Next,
    Break,
    Stop,
}

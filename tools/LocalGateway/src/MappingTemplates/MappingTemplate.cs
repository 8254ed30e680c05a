using System.Collections.Concurrent;
using System.Text;
using LocalGateway.MappingTemplates.Evaluation;
using LocalGateway.MappingTemplates.Parsing;
using LocalGateway.MappingTemplates.Syntax;
using Microsoft.Extensions.ObjectPool;

namespace LocalGateway.MappingTemplates;

/// <summary>
/// A mapping template of API Gateway, in the Velocity Template Language of Apache Velocity 1.7. As in API Gateway, a reference without a
/// value renders as nothing. Parsed once; thread-safe.
/// </summary>
internal sealed class MappingTemplate
{
    private static readonly ObjectPool<StringBuilder> Outputs = new DefaultObjectPoolProvider().CreateStringBuilderPool();

    private readonly TemplateSource _source;
    private readonly Block _body;
    private readonly CompileCache _compiled;
    private readonly ConcurrentDictionary<SourcePosition, bool> _warned = new();
    private readonly string? _constantText;

    private MappingTemplate(TemplateSource source, Block body, CompileCache compiled)
    {
        _source = source;
        _body = body;
        _compiled = compiled;
        _constantText = body.ConstantText;
        if (_constantText is not null)
            Constant = Encoding.UTF8.GetBytes(_constantText);
    }

    /// <summary>The template's name in error messages.</summary>
    public string Name => _source.Name;

    /// <summary>The source.</summary>
    public string Text => _source.Text;

    /// <summary>The output in UTF-8 of a template that contains only text. Such a template reads no input. Otherwise null.</summary>
    public ReadOnlyMemory<byte>? Constant { get; }

    /// <exception cref="MappingTemplateException">The source is too large or is not VTL.</exception>
    public static MappingTemplate Parse(string name, string source)
    {
        var text = new TemplateSource(name, source);
        if (Encoding.UTF8.GetByteCount(source) > MappingTemplateLimits.TemplateBytes)
            throw text.Error(
                0, $"the template is larger than {MappingTemplateLimits.TemplateBytes} bytes", MappingTemplateErrorKind.LimitExceeded);

        var parser = new TemplateParser(text);
        return new MappingTemplate(text, parser.ParseTemplate(), parser.Compiled);
    }

    /// <exception cref="MappingTemplateException">A method failed, the body is not JSON, or a limit was exceeded.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public string Render(MappingContext context, CancellationToken cancellationToken = default)
    {
        if (_constantText is not null)
            return _constantText;
        var output = Outputs.Get();
        try
        {
            return Render(new RenderScope(_source.Name, context, _compiled, cancellationToken) { Output = output, Warned = _warned });
        }
        finally
        {
            Outputs.Return(output);
        }
    }

    /// <summary>Renders and notes how the output is made.</summary>
    /// <exception cref="MappingTemplateException">As above. The trace then has the part before the error.</exception>
    public string Render(MappingContext context, RenderTrace trace, CancellationToken cancellationToken) =>
        Render(new RenderScope(_source.Name, context, _compiled, cancellationToken) { Trace = trace, Warned = _warned });

    private string Render(RenderScope scope)
    {
        scope.Trace?.Begin(scope.Output);
        _body.Render(scope);
        return scope.Output.ToString();
    }
}

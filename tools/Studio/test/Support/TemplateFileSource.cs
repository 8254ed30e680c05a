using LocalGateway;
using LocalGateway.Template;

namespace Studio.Tests.Support;

/// <summary>A template file that a test or the studio may change. The next request runs the changed one.</summary>
internal sealed class TemplateFileSource(string file) : IDeploymentSource
{
    private string _text = File.ReadAllText(file);

    public bool HasChanged => File.ReadAllText(file) != _text;

    public async Task<DeploymentChange?> ReadAsync(CancellationToken cancellationToken)
    {
        _text = await File.ReadAllTextAsync(file, cancellationToken);
        return new(SamTemplate.Load(file, new TemplateOptions()), Path.GetFileName(file));
    }
}

using System.Collections.Concurrent;
using LocalGateway.Model;
using LocalGateway.Template;

namespace LocalHost.Live;

/// <summary>A template with the files that it refers to. It knows whether one of them has changed since the last read.</summary>
internal sealed class TemplateFiles(TemplateHostOptions options, DataFolder data)
{
    private volatile IReadOnlyList<FileStamp> _stamps = [];

    public bool HaveChanged => _stamps.Any(stamp => stamp.HasChanged);

    /// <summary>The names of the files that have changed.</summary>
    public string Changed => string.Join(", ", _stamps.Where(stamp => stamp.HasChanged).Select(stamp => Path.GetFileName(stamp.Path)));

    /// <summary>Reads the template. Each file is stamped before it is read, so a later write is noticed.</summary>
    /// <exception cref="LocalHostException">The file does not exist or cannot be read.</exception>
    /// <exception cref="TemplateException">The template cannot be run.</exception>
    public Deployment Read()
    {
        var stamps = new ConcurrentDictionary<string, FileStamp>(StringComparer.Ordinal);
        // A template with an error may not reach the files that it includes. A change of these files can mend it all the same.
        var earlier = _stamps.Select(stamp => stamp.Path).ToList();
        foreach (var path in earlier)
            Stamp(path);
        try
        {
            var read = new HashSet<string>(StringComparer.Ordinal);
            var deployment = TemplateHost.LoadTemplate(options, data, path =>
            {
                Stamp(path);
                read.Add(path);
            });
            foreach (var path in earlier.Where(path => !read.Contains(path)))
                stamps.TryRemove(path, out _);
            return deployment;
        }
        finally
        {
            _stamps = [.. stamps.Values];
        }

        void Stamp(string path) => stamps.GetOrAdd(path, static path => new FileStamp(path));
    }
}

using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests;

public class SettingsTests
{
    private readonly Dictionary<string, string> _environment = new()
    {
        ["TABLE_NAME"] = "t",
        ["CURSOR_SIGNING_KEY"] = TestApi.SigningKey,
        ["ALLOWED_ORIGIN"] = "*",
        ["METRICS_NAMESPACE"] = "LambdaCrud/shop",
        ["AWS_LAMBDA_LOG_LEVEL"] = "WARN",
    };

    [Fact]
    public void The_settings_come_from_environment_variables() =>
        Assert.Equal(new Settings("t", TestApi.SigningKey, "*", "LambdaCrud/shop", "WARN"), Settings.From(_environment.GetValueOrDefault));

    [Theory]
    [InlineData("TABLE_NAME")]
    [InlineData("CURSOR_SIGNING_KEY")]
    [InlineData("ALLOWED_ORIGIN")]
    [InlineData("METRICS_NAMESPACE")]
    public void The_error_names_the_missing_environment_variable(string name)
    {
        _environment[name] = "";

        Assert.Equal($"The environment variable {name} is not set.", Refusal());
    }

    [Fact]
    public void The_default_log_level_is_INFO()
    {
        _environment.Remove("AWS_LAMBDA_LOG_LEVEL");

        Assert.Equal("INFO", Settings.From(_environment.GetValueOrDefault).LogLevel);
    }

    [Fact]
    public void A_short_signing_key_is_refused_and_the_error_does_not_show_it()
    {
        _environment["CURSOR_SIGNING_KEY"] = TestApi.SigningKey[..31];

        Assert.Equal("The environment variable CURSOR_SIGNING_KEY has 31 characters; it needs 32 or more.", Refusal());
    }

    private string Refusal() => Assert.Throws<InvalidOperationException>(() => Settings.From(_environment.GetValueOrDefault)).Message;
}

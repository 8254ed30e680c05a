using LambdaStandIns.Tests.Runtime;

namespace LambdaStandIns.Tests.Generation;

[Collection(ProcessWide.Name)]
public class ExecutionEnvironmentTests
{
    [Fact]
    public void Each_start_adds_the_annotations_framework_and_its_version_to_AWS_EXECUTION_ENV()
    {
        var before = Environment.GetEnvironmentVariable("AWS_EXECUTION_ENV");
        var project = FunctionProject.WithMembers("[LambdaFunction] public string A(string text) => text;");
        try
        {
            Environment.SetEnvironmentVariable("AWS_EXECUTION_ENV", null);
            project.Start("A");
            Assert.Equal("lib/amazon-lambda-annotations#2.3.0.0", Environment.GetEnvironmentVariable("AWS_EXECUTION_ENV"));

            Environment.SetEnvironmentVariable("AWS_EXECUTION_ENV", "AWS_Lambda_dotnet10");
            project.Start("A");
            Assert.Equal(
                "AWS_Lambda_dotnet10_lib/amazon-lambda-annotations#2.3.0.0", Environment.GetEnvironmentVariable("AWS_EXECUTION_ENV"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_EXECUTION_ENV", before);
        }
    }
}

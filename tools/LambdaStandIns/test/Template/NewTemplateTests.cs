namespace LambdaStandIns.Tests.Template;

public class NewTemplateTests
{
    [Fact]
    public void A_route_creates_a_template_with_its_function()
    {
        using var project = new TemplateProject();

        project.Build("""
            [LambdaFunction, RestApi(LambdaHttpMethod.Get, "/loans/{id}")]
            public string GetLoan(string id) => id;
            """);

        Assert.Equal(
            """
            {
              "AWSTemplateFormatVersion": "2010-09-09",
              "Transform": "AWS::Serverless-2016-10-31",
              "Resources": {
                "AppFunctionsGetLoanGenerated": {
                  "Type": "AWS::Serverless::Function",
                  "Metadata": {
                    "Tool": "Amazon.Lambda.Annotations",
                    "SyncedEvents": [
                      "RootGet"
                    ],
                    "SyncedEventProperties": {
                      "RootGet": [
                        "Path",
                        "Method"
                      ]
                    }
                  },
                  "Properties": {
                    "Runtime": "dotnet10",
                    "CodeUri": ".",
                    "MemorySize": 512,
                    "Timeout": 30,
                    "Policies": [
                      "AWSLambdaBasicExecutionRole"
                    ],
                    "PackageType": "Zip",
                    "Handler": "App::App.Functions_GetLoan_Generated::GetLoan",
                    "Events": {
                      "RootGet": {
                        "Type": "Api",
                        "Properties": {
                          "Path": "/loans/{id}",
                          "Method": "GET"
                        }
                      }
                    }
                  }
                }
              }
            }
            """,
            project.Template);
    }

    [Fact]
    public void An_authorizer_creates_the_API_that_the_routes_refer_to()
    {
        using var project = new TemplateProject();

        project.Build("""
            [LambdaFunction(ResourceName = "Check"), RestApiAuthorizer]
            public IAuthorizerResult Check(APIGatewayCustomAuthorizerRequest request) => AuthorizerResults.Allow();

            [LambdaFunction(ResourceName = "List"), RestApi(LambdaHttpMethod.Any, "loans", Authorizer = "Check")]
            public string List() => "";
            """);

        Assert.Equal(
            """
            {
              "AWSTemplateFormatVersion": "2010-09-09",
              "Transform": "AWS::Serverless-2016-10-31",
              "Resources": {
                "AnnotationsRestApi": {
                  "Type": "AWS::Serverless::Api",
                  "Properties": {
                    "StageName": "Prod",
                    "Auth": {
                      "Authorizers": {
                        "Check": {
                          "FunctionArn": {
                            "Fn::GetAtt": [
                              "Check",
                              "Arn"
                            ]
                          },
                          "Identity": {
                            "Header": "Authorization"
                          },
                          "FunctionPayloadType": "TOKEN",
                          "AuthorizerResultTtlInSeconds": 0
                        }
                      }
                    }
                  },
                  "Metadata": {
                    "Tool": "Amazon.Lambda.Annotations"
                  }
                },
                "Check": {
                  "Type": "AWS::Serverless::Function",
                  "Metadata": {
                    "Tool": "Amazon.Lambda.Annotations"
                  },
                  "Properties": {
                    "Runtime": "dotnet10",
                    "CodeUri": ".",
                    "MemorySize": 512,
                    "Timeout": 30,
                    "Policies": [
                      "AWSLambdaBasicExecutionRole"
                    ],
                    "PackageType": "Zip",
                    "Handler": "App::App.Functions_Check_Generated::Check"
                  }
                },
                "List": {
                  "Type": "AWS::Serverless::Function",
                  "Metadata": {
                    "Tool": "Amazon.Lambda.Annotations",
                    "SyncedEvents": [
                      "RootAny"
                    ],
                    "SyncedEventProperties": {
                      "RootAny": [
                        "Path",
                        "Method",
                        "Auth.Authorizer",
                        "RestApiId.Ref"
                      ]
                    }
                  },
                  "Properties": {
                    "Runtime": "dotnet10",
                    "CodeUri": ".",
                    "MemorySize": 512,
                    "Timeout": 30,
                    "Policies": [
                      "AWSLambdaBasicExecutionRole"
                    ],
                    "PackageType": "Zip",
                    "Handler": "App::App.Functions_List_Generated::List",
                    "Events": {
                      "RootAny": {
                        "Type": "Api",
                        "Properties": {
                          "Path": "loans",
                          "Method": "ANY",
                          "Auth": {
                            "Authorizer": "Check"
                          },
                          "RestApiId": {
                            "Ref": "AnnotationsRestApi"
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
            """,
            project.Template);
    }

    [Fact]
    public void An_empty_template_file_is_treated_as_a_new_template()
    {
        using var project = new TemplateProject(template: "");

        project.Build("""[LambdaFunction(ResourceName = "A")] public void M() { }""");

        Assert.Equal("\"2010-09-09\"", project["AWSTemplateFormatVersion"]);
        Assert.Equal("\"App::App.Functions_M_Generated::M\"", project["Resources.A.Properties.Handler"]);
    }

    [Fact]
    public void Functions_in_the_template_are_in_the_order_of_the_files_and_lines()
    {
        using var project = new TemplateProject();

        project.CompileFiles(
            ("Z.cs", """
                namespace App;
                public class Z
                {
                    [LambdaFunction(ResourceName = "Third")] public void B() { }
                    [LambdaFunction(ResourceName = "First")] public void A() { }
                }
                """),
            ("A.cs", """namespace App; public class A { [LambdaFunction(ResourceName = "Second")] public void C() { } }"""));

        Assert.Matches("(?s)\"Third\": .*\"First\": .*\"Second\": ", project.Template);
    }

    [Fact]
    public void The_runtime_in_the_template_is_the_Runtime_of_LambdaGlobalProperties()
    {
        using var project = new TemplateProject();

        project.CompileFiles(("F.cs", """
            [assembly: LambdaGlobalProperties(Runtime = "dotnet8")]
            namespace App;
            public class F { [LambdaFunction(ResourceName = "A")] public void M() { } }
            """));

        Assert.Equal("\"dotnet8\"", project["Resources.A.Properties.Runtime"]);
    }

    [Fact]
    public void A_project_without_functions_gets_no_template()
    {
        using var project = new TemplateProject();

        project.Build("");

        Assert.False(project.Has("serverless.template"));
    }
}

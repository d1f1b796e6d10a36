using OnCall.Functions;
using OnCall.Functions.Settings;

// What the Functions host starts. What is in it is written down in OnCallApp.
try
{
    await using var app = OnCallApp.Build(args);
    await app.RunAsync();
    return 0;
}
catch (SettingsException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}

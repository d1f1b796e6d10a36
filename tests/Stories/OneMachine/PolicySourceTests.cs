using OnCall.Functions;
using OnCall.Functions.Settings;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.OneMachine;

/// <summary>The app and the local host read the same file, and complain about it in the same words.</summary>
public sealed class PolicySourceTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oncall-policy-");

    string PolicyFile => Path.Combine(_folder.FullName, "oncall.json");

    [Fact]
    public void Without_the_setting_the_policy_that_ships_is_read()
    {
        var (policy, file) = PolicySource.Read(named: null);

        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "oncall.json"), file);
        Assert.NotEmpty(policy.People);
    }

    [Fact]
    public void A_policy_that_is_not_there_is_named_with_the_setting_that_says_where_it_is()
    {
        var error = Assert.Single(Assert.Throws<SettingsException>(() => PolicySource.Read(PolicyFile)).Errors);

        Assert.StartsWith($"The policy {PolicyFile} cannot be read: ", error, StringComparison.Ordinal);
        Assert.EndsWith("OnCall__PolicyFile says where it is.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_error_in_a_policy_names_the_file()
    {
        File.WriteAllText(PolicyFile, "{}");

        var errors = Assert.Throws<SettingsException>(() => PolicySource.Read(PolicyFile)).Errors;

        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.StartsWith($"{PolicyFile}: ", error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_app_and_the_local_host_say_the_same()
    {
        File.WriteAllText(PolicyFile, "{}");
        var ofTheReader = Assert.Throws<SettingsException>(() => PolicySource.Read(PolicyFile));
        var ofTheApp = Assert.Throws<SettingsException>(() => OnCallApp.Build([$"--OnCall:PolicyFile={PolicyFile}"]));
        await using var up = LocalHostProgram.Start(
            new Dictionary<string, string?> { [PolicySource.Setting] = PolicyFile }, "up", "--in-memory");

        Assert.Equal(2, await up.EndAsync());
        Assert.Contains(ofTheReader.Message, up.Output, StringComparison.Ordinal);
        Assert.Empty(ofTheReader.Errors.Except(ofTheApp.Errors));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

using OnCall.Core.Incidents;

namespace OnCall.Core.Tests.Processes;

public class CoreReferencesTests
{
    [Fact]
    public void Core_knows_nothing_but_the_base_library_and_NodaTime() =>
        Assert.All(typeof(Incident).Assembly.GetReferencedAssemblies(),
            reference => Assert.True(reference.Name is "NodaTime" || reference.Name!.StartsWith("System.", StringComparison.Ordinal)));
}

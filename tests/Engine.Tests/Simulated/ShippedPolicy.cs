using OnCall.Core.Policy;

namespace OnCall.Engine.Tests.Simulated;

static class ShippedPolicy
{
    public static OnCallPolicy Value { get; } = ((PolicyReading.Valid)PolicyReader.Read(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oncall.json")))).Policy;
}

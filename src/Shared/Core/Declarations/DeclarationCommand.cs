using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Declarations;

public abstract record DeclarationCommand(DateTimeOffset Now)
{
    /// <param name="Id">
    /// The same for the same wish, however often it arrives, and another one for each other wish: by it PagerDuty knows the
    /// alert again.
    /// </param>
    public sealed record Declare(string Id, string What, Actor By, DateTimeOffset Now) : DeclarationCommand(Now);

    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : DeclarationCommand(Now);

    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : DeclarationCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : DeclarationCommand(Now);
}

using System.Text.Json.Serialization;
using OnCall.Core.Declarations;
using OnCall.Core.Policy;

namespace OnCall.Core.Effects;

/// <summary>What people see of an incident that somebody declared by hand.</summary>
[JsonDerivedType(typeof(TellDeclarationRefused), "tell-declaration-refused")]
public abstract partial record Effect
{
    /// <summary>PagerDuty would not take it, for good: nobody is paged unless people do it by hand.</summary>
    /// <param name="Why">In PagerDuty's words.</param>
    /// <param name="Primary">Whom PagerDuty would have paged.</param>
    public sealed record TellDeclarationRefused(DeclaredIncident Incident, string Why, Person? Primary) : ToOnCallChannel
    {
        [JsonIgnore]
        public override Importance Importance => Importance.Declaration;
    }
}

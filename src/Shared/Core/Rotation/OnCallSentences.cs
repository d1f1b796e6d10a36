using System.Diagnostics;
using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

/// <summary>Who, until when and why, as a person would say it.</summary>
public static class OnCallSentences
{
    public static string Say(this OnCallTurn turn, OnCallPolicy policy, OnCallZone zone) => turn.Person is { } person
        ? $"{NameOf(policy, person)} is {turn.Role.Spoken()} until {zone.Show(turn.Until)}: {Because(turn.Why, policy)}."
        : $"Nobody is {turn.Role.Spoken()} until {zone.Show(turn.Until)}: the rotation has one member only.";

    static string Because(OnCallWhy why, OnCallPolicy policy) => why switch
    {
        OnCallWhy.Rotation => "the rotation's turn",
        OnCallWhy.Overridden e => $"override {e.By.Number} by {e.By.By.Name} ({e.By.Why})",
        OnCallWhy.Swapped e => $"swap {e.By.Number} with {NameOf(policy, e.With)} by {e.By.By.Name} ({e.By.Why})",
        _ => throw new UnreachableException($"No words for {why}."),
    };

    static string NameOf(OnCallPolicy policy, PersonId person) => policy.Knows(person) ? policy[person].Name : person.Value;
}

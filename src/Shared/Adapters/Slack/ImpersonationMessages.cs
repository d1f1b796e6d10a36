using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Engine.Impersonations;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>
/// What people read of somebody who acts inside a customer's org: everybody that they do, and only they the token. Buttons in a
/// message that one person alone sees carry both ids.
/// </summary>
public static class ImpersonationMessages
{
    /// <summary>What all their action ids and callback ids begin with.</summary>
    public const string Prefix = "impersonation-";

    public const string Ask = "impersonation-ask";
    public const string Mint = "impersonation-mint";
    public const string End = "impersonation-end";
    public const string Form = "impersonation-form";

    /// <summary>The one input of the form, and where what is wrong with it is shown.</summary>
    public const string Block = "org";

    public static SlackView FormFor(string incident) => new(
        Form, "Impersonate",
        [
            SlackViewBlock.Line(Block, "The org's id, or its owner's e-mail", hint: "Ask the customer: org_7f3a, or owner@harbour.example."),
            SlackViewBlock.Note("First you are shown how the org is. Nothing is minted yet: a token is an entry in the customer's audit log."),
        ],
        incident)
    { SubmitLabel = "Look it up" };

    public static SlackButton AskButton(string incident) => new("Impersonate…", Ask, incident);

    /// <param name="outcome">Nothing for whoever may not, who is told by the incident, and for the same press told twice.</param>
    public static SlackMessage? Of(ImpersonationOutcome outcome) => outcome switch
    {
        ImpersonationOutcome.Shown shown => SlackMessage.Plain(
            $"🔎 *{Link(shown.Org.Page, shown.Org.Named)}*: {Foreign(shown.Org.State)}. Owner: {Foreign(shown.Org.OwnerEmail ?? "not known")}. "
            + $"Do not impersonate speculatively: a token is an entry in their audit log, as “P1 incident {Foreign(shown.Incident.Value)}”.")
            .With(new SlackButton("Mint a token", Mint, Value(shown.Incident.Value, shown.Org.Id))),
        ImpersonationOutcome.Minted minted => SlackMessage.Plain(
            $"🔑 Your token for *{Foreign(minted.Org.Named)}*, until {Time(minted.Impersonation.EndsAt)}. Only you see it, it is stored nowhere, "
            + $"and it is gone when you reload:\n```{minted.Token.Reveal()}```\nEnd it as soon as you are done.")
            .With(new SlackButton("End it now", End, Value(minted.Incident.Value, minted.Impersonation.Grant))),
        ImpersonationOutcome.Refused refused => SlackMessage.Plain($"✋ {Quoting(refused.Why)}"),
        _ => null,
    };

    /// <returns>Null for an effect that is about something else.</returns>
    internal static SlackMessage? Of(Effect.ToSlack effect) => effect switch
    {
        Effect.TellImpersonation { Impersonation: var inside } e => SlackMessage.Plain(
            $"🔑 {Foreign(inside.By.Name)} may act inside {Foreign(inside.Org)} until {Time(inside.EndsAt)} (grant {Foreign(inside.Grant)}).")
            .With(new SlackButton("End it now", End, Value(e.Page.Incident.Value, inside.Grant))),
        Effect.TellImpersonationUsed { Impersonation: var inside } => SlackMessage.Plain(
            $"🚪 {Foreign(inside.By.Name)} went into {Foreign(inside.Org)} (grant {Foreign(inside.Grant)})."),
        Effect.TellImpersonationEnded { Impersonation: var inside } e => SlackMessage.Plain(
            $"🔒 {Foreign(inside.By.Name)} can no longer act inside {Foreign(inside.Org)}: {HowEnded(e)}"
            + (inside.IsUsed ? "" : " Nobody went in with it.")),
        Effect.TellImpersonationNotEnded { Impersonation: var inside } e => SlackMessage.Plain(
            $"⚠️ NovaVMS would not end the access of {Foreign(inside.By.Name)} to {Foreign(inside.Org)}: {Quoting(e.Why)} "
            + $"It ends by itself at {Time(inside.EndsAt)}."),
        _ => null,
    };

    /// <summary>The incident, and the org or the grant; null for what is not a value of ours.</summary>
    public static (string Incident, string Of)? Read(string? value) => value?.Split('|', 2) is [{ Length: > 0 } incident, { Length: > 0 } of]
        ? (incident, of)
        : null;

    static string Value(string incident, string of) => $"{incident}|{of}";

    static string HowEnded(Effect.TellImpersonationEnded e) => e.By == Actor.Clock ? "its time is over."
        : e.By == Actor.Service ? "the token could not be shown to them, so it was ended."
        : $"{Foreign(e.By.Name)} ended it.";
}

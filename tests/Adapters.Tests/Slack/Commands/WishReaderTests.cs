using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Core.Silences;

namespace OnCall.Adapters.Tests.Slack.Commands;

/// <summary>What people type behind <c>/oncall</c>, on Tuesday 6 January 2026, 09:42 in Berlin.</summary>
public class WishReaderTests
{
    static readonly DateTimeOffset Now = At("2026-01-06T08:42Z");

    [Theory]
    [InlineData("", typeof(OnCallWish.Who))]
    [InlineData("  who ", typeof(OnCallWish.Who))]
    [InlineData("WHO is on call now?", typeof(OnCallWish.Who))]
    [InlineData("handover", typeof(OnCallWish.Handover))]
    [InlineData("silences", typeof(OnCallWish.ListSilences))]
    [InlineData("overrides", typeof(OnCallWish.ListOverrides))]
    [InlineData("noise", typeof(OnCallWish.ListNoise))]
    [InlineData("help me", typeof(OnCallWish.Help))]
    [InlineData("drill", typeof(OnCallWish.Drill))]
    [InlineData("update", typeof(OnCallWish.Update))] // whether they may, the incident's own rules say
    [InlineData("escalate lead because", typeof(OnCallWish.Escalate))]
    public void What_only_asks_is_for_everybody(string text, Type wish)
    {
        Assert.IsType(wish, Read(text));
        Assert.IsType(wish, Read(text, user: "U0ZED"));
    }

    [Theory]
    [InlineData("silence", "silence Gateway berlin-03 flaps until 14:00 because firmware update", "Gateway berlin-03 flaps", "firmware update", "2026-01-06T13:00Z")]
    [InlineData("silence", "silence Gateway berlin-03 flaps for 2h because firmware update", "Gateway berlin-03 flaps", "firmware update", "2026-01-06T10:42Z")]
    [InlineData("silence", "Silence X Until Friday 14:00 Because Y", "X", "Y", "2026-01-09T13:00Z")]
    [InlineData("silence", "silence X because firmware until Friday 14:00", "X", "firmware", "2026-01-09T13:00Z")] // the end behind the reason
    [InlineData("silence", "silence Waiting for ingest for 2h because Y", "Waiting for ingest", "Y", "2026-01-06T10:42Z")]
    [InlineData("silence", "silence Waiting until login for 2h because Y", "Waiting until login", "Y", "2026-01-06T10:42Z")]
    [InlineData("silence", "silence \"Down because of until 9:00\" for 1d because Y", "Down because of until 9:00", "Y", "2026-01-07T08:42Z")]
    [InlineData("silence", "silence “smart quotes” for 1d because Y", "smart quotes", "Y", "2026-01-07T08:42Z")] // as phones write them
    [InlineData("silence", "silence X for 1h because waiting for Ben until noon", "X", "waiting for Ben until noon", "2026-01-06T09:42Z")]
    [InlineData("silence", "silence X because Y", "X", "Y", null)] // for the rules to refuse
    [InlineData("noisy", "noisy Camera 7 offline because loose cable", "Camera 7 offline", "loose cable", null)]
    [InlineData("noisy", "noisy Waiting for ingest because loose cable", "Waiting for ingest", "loose cable", null)]
    [InlineData("noisy", "noisy Camera 7 because cable until 2026-01-12 10:00", "Camera 7", "cable", "2026-01-12T09:00Z")]
    [InlineData("silence", "silence a &lt; b &amp;amp; c for 1h because &lt;!channel&gt;", "a < b &amp; c", "<!channel>", "2026-01-06T09:42Z")] // typed so
    [InlineData("silence", "silence <http://cloud.io|cloud.io> in <#C0ONCALL|novavms-oncall> for 1h because <@U0BEN|ben> and <@U0ZED> asked <!here>",
        "cloud.io in #novavms-oncall", "@ben and @U0ZED asked @here", "2026-01-06T09:42Z")]
    public void An_alert_is_read_with_its_end_and_its_reason(string kind, string text, string alert, string why, string? until) => Assert.Equal(
        new SilenceCommand.Add(
            kind == "noisy" ? SilenceKind.Noisy : SilenceKind.Silence, alert, why, until is null ? null : At(until), Actor.Of(Fixture.Ada), Now),
        Assert.IsType<OnCallWish.OfSilences>(Read(text)).Command);

    [Theory]
    [InlineData("declare Playback is black for every customer", "Playback is black for every customer")]
    [InlineData("Declare \"Playback is black until 9:00\"", "Playback is black until 9:00")]
    [InlineData("declare \"Playback\" is black", "\"Playback\" is black")]
    [InlineData("declare a &lt; b, says <@U0BEN>", "a < b, says @ben")]
    public void A_declaration_is_read_as_it_was_worded(string text, string what) =>
        Assert.Equal(new OnCallWish.Declare(what, Actor.Of(Fixture.Ada)), Read(text));

    [Theory]
    [InlineData("override primary lea until 14:00 because dentist", "Primary", "lea", "2026-01-06T08:42Z", "2026-01-06T13:00Z")]
    [InlineData("override Secondary Lea from now to 14:00 because dentist", "Secondary", "lea", "2026-01-06T08:42Z", "2026-01-06T13:00Z")]
    [InlineData("override primary <@U0LEA> for 4h because dentist", "Primary", "lea", "2026-01-06T08:42Z", "2026-01-06T12:42Z")]
    [InlineData("override primary <@U0LEA|lea.m> for 4h because dentist", "Primary", "lea", "2026-01-06T08:42Z", "2026-01-06T12:42Z")]
    [InlineData("override primary @lea from Friday 18:00 for 4h because dentist", "Primary", "lea", "2026-01-09T17:00Z", "2026-01-09T21:00Z")]
    [InlineData("override primary lea from tomorrow 9:00 until 17:00 because dentist", "Primary", "lea", "2026-01-07T08:00Z", "2026-01-07T16:00Z")]
    [InlineData("override primary lea until 17:00 from tomorrow 9:00 because dentist", "Primary", "lea", "2026-01-07T08:00Z", "2026-01-07T16:00Z")]
    [InlineData("override primary lea from 2026-01-12T09:00Z until 2026-01-12T10:00+00:00 because dentist", "Primary", "lea", "2026-01-12T09:00Z", "2026-01-12T10:00Z")]
    public void An_override_is_read_with_role_person_and_times(string text, string role, string person, string from, string to) => Assert.Equal(
        new RotationCommand.AddOverride(
            new Stretch(Enum.Parse<OnCallRole>(role), new PersonId(person), At(from), At(to)), "dentist", Actor.Of(Fixture.Ada), Now),
        Assert.IsType<OnCallWish.OfRotation>(Read(text)).Command);

    [Fact]
    public void A_swap_is_two_stretches() => Assert.Equal(
        new RotationCommand.Swap(
            new Stretch(OnCallRole.Primary, new PersonId("ada"), At("2026-01-08T17:00Z"), At("2026-01-08T21:00Z")),
            new Stretch(OnCallRole.Secondary, new PersonId("ben"), At("2026-01-15T17:00Z"), At("2026-01-15T21:00Z")),
            "concert", Actor.Of(Fixture.Ada), Now),
        Assert.IsType<OnCallWish.OfRotation>(Read(
            "swap primary ada from Thursday 18:00 until 22:00 with secondary ben from 2026-01-15 18:00 for 4h because concert")).Command);

    [Fact]
    public void What_was_set_is_taken_back_by_its_number()
    {
        Assert.Equal(new SilenceCommand.Lift(3, Actor.Of(Fixture.Ada), Now), Assert.IsType<OnCallWish.OfSilences>(Read("lift 3")).Command);
        Assert.Equal(
            new RotationCommand.RemoveOverride(12, Actor.Of(Fixture.Ada), Now), Assert.IsType<OnCallWish.OfRotation>(Read("remove #12")).Command);
    }

    [Theory]
    [InlineData("snooze everything", null, "not-understood", "'snooze' is none of who, handover, why, triage, declare, update, escalate, impersonate, drill, silences, silence")]
    [InlineData("who was it yesterday", "who", "not-understood", "'was it yesterday' means nothing behind who")]
    [InlineData("silences all", "silences", "not-understood", "leave it out")]
    [InlineData("silence X until soon because Y", "silence", "no-time", "until: 'soon' is no time; write 14:00, tomorrow 9:00")]
    [InlineData("silence X until Friday because Y", "silence", "no-time", "until: 'Friday' is no time")]
    [InlineData("silence X for ever because Y", "silence", "no-duration", "for: 'ever' is no time to come; write a length such as 30m")]
    [InlineData("noisy X until soon because Y", "noisy", "no-time", "'soon' is no time")]
    [InlineData("silence X until 14:00", "silence", "why-missing", "because: is missing; end with the reason")]
    [InlineData("silence X until 14:00 firmware update", "silence", "no-time", "'14:00 firmware update' is no time")]
    [InlineData("silence \"X\" of ours until 14:00 because Y", "silence", "not-understood", "alert: 'of ours' stands behind the quotation marks")]
    [InlineData("lift", "lift", "number-missing", "`/oncall silences` lists them")]
    [InlineData("lift three", "lift", "number-missing", "'three' is none")]
    [InlineData("lift 1 2", "lift", "number-missing", "'1 2' is none")]
    [InlineData("remove 99999999999", "remove", "number-missing", "`/oncall overrides` lists them")]
    [InlineData("override lea until 14:00 because Y", "override", "role-unknown", "role: 'lea' is none of primary, secondary")]
    [InlineData("override primary until 14:00 because Y", "override", "person-missing", "person: is missing; say who, one of ada, ben")]
    [InlineData("override primary zed until 14:00 because Y", "override", "person-unknown", "nobody in the policy is 'zed'; known are ada")]
    [InlineData("override primary <@U0ZED|zed> until 14:00 because Y", "override", "person-unknown", "nobody in the policy is 'U0ZED'")]
    [InlineData("override primary lea because Y", "override", "end-missing", "until: is missing; write 14:00")]
    [InlineData("override primary lea from yesterday until 14:00 because Y", "override", "no-time", "from: 'yesterday' is no time")]
    [InlineData("override primary lea until 14:00 for 2h because Y", "override", "both", "for: stands beside until")]
    [InlineData("override primary lea until 14:00 until 15:00 because Y", "override", "twice", "until: stands there twice")]
    [InlineData("override primary lea until 14:00", "override", "why-missing", "because: is missing")]
    [InlineData("swap primary ada until 14:00 because Y", "swap", "part-missing", "second: is missing; behind with")]
    [InlineData("swap primary ada until 14:00 with primary until 15:00 because Y", "swap", "person-missing", "second.person: is missing")]
    public void What_is_not_understood_is_said_with_its_place_and_how_to_mend_it(string text, string? verb, string name, string says)
    {
        var none = Assert.IsType<OnCallWish.NotUnderstood>(Read(text));
        Assert.Equal(verb, none.Verb);
        Assert.Contains(none.Refusals, refusal => refusal.Name == name && refusal.ToString().Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Equal(
        ["why-missing", "role-unknown", "person-unknown", "no-time", "no-time"],
        Assert.IsType<OnCallWish.NotUnderstood>(Read("override boss zed from soon until later")).Refusals.Select(refusal => refusal.Name));

    [Theory]
    [InlineData("silence X for 1h because Y")]
    [InlineData("noisy")] // before what is wrong with it
    [InlineData("lift 1")]
    [InlineData("override primary lea until 14:00 because Y")]
    [InlineData("swap")]
    [InlineData("declare")]
    [InlineData("remove 1")]
    public void Whom_the_policy_does_not_know_may_change_nothing(string text) => Assert.Equal(
        new OnCallWish.NotAllowed(text.Split(' ')[0]), Read(text, user: "U0ZED"));

    [Fact]
    public void A_name_that_two_people_have_is_not_guessed()
    {
        var twins = Fixture.Policy with { People = [.. Fixture.Policy.People, Fixture.Ben with { Id = new PersonId("ben2"), Slack = "U0BEN2" }] };
        var named = Fixture.Policy with { People = [.. twins.People.Select(person => person with { Name = person.Name == "Ben" ? "Benno" : person.Name })] };
        Assert.Contains("'Benno' is the name of 2 people; write one of ben, ben2", Assert.Single(Assert.IsType<OnCallWish.NotUnderstood>(
            new WishReader(named, Now).Read("U0ADA", "override primary Benno for 1h because Y")).Refusals).Text, StringComparison.Ordinal);
        Assert.IsType<OnCallWish.OfRotation>(new WishReader(named, Now).Read("U0ADA", "override primary ben2 for 1h because Y"));
    }

    [Fact]
    public void What_is_too_long_is_not_read() =>
        Assert.Equal("too-long", Assert.Single(Assert.IsType<OnCallWish.NotUnderstood>(Read(new string('x', 2001))).Refusals).Name);

    [Fact]
    public void Every_example_of_the_help_is_understood() => Assert.All(
        CommandHelp.Examples,
        example => Assert.IsNotType<OnCallWish.NotUnderstood>(Read(example.Line["/oncall ".Length..])));

    static OnCallWish Read(string text, string user = "U0ADA") => new WishReader(Fixture.Policy, Now).Read(user, text);

    static DateTimeOffset At(string instant) => OnCall.Core.Text.Instants.Read(instant)!.Value;
}

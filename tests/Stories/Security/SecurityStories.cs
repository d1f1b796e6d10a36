using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OnCall.Adapters.NovaVms;
using OnCall.Core.Impersonations;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using OnCall.Engine.Impersonations;
using OnCall.Engine.Streams;
using OnCall.LocalHost.Drills;
using OnCall.LocalHost.Site;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Security;

/// <summary>"Any active security event": signed by the product, paged at once, never grouped away, never silenced.</summary>
public class SecurityStories(AzuriteFixture azurite)
{
    static readonly HttpClient Http = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Each_confirmed_leak_pages_at_once_and_none_is_grouped_into_another() => Story.TellAsync(azurite, async story =>
    {
        Assert.Equal((200, """{"outcome":"taken"}"""), await SendAsync(story, "credential_leak.confirmed", """{"what":"API key one"}"""));
        story.Expect(Place.PagerDuty, "pages Ada (level 1): Confirmed credential leak: API key one")
            .Expect(Place.Channel, "Incident declared", "NovaVMS reports a confirmed credential leak: API key one");
        await SendAsync(story, "credential_leak.confirmed", """{"what":"API key two"}""");
        story.Expect(Place.PagerDuty, "API key two").Expect(Place.Channel, "Incident declared", "API key two");
    });

    [Fact]
    public Task Sent_twice_an_event_is_taken_once() => Story.TellAsync(azurite, async story =>
    {
        await SendAsync(story, "platform_audit_log.deleted", """{"rows":3}""", id: "evt_same");
        story.Expect(Place.PagerDuty, "3 rows of platform_audit_log deleted: should be impossible, investigate").Expect(Place.Channel, "Incident declared");
        Assert.Equal("known", JsonNode.Parse((await SendAsync(story, "platform_audit_log.deleted", """{"rows":3}""", id: "evt_same")).Answer)!["outcome"]!.ToString());
    });

    [Fact]
    public Task An_impersonation_by_an_unknown_actor_pages_and_by_whoever_is_on_call_it_pages_nobody() => Story.TellAsync(azurite, async story =>
    {
        await SendAsync(story, "platform.impersonation_started", """{"actor_email":"ben@novalien.com","org_id":"org_7f3a","reason":"P1"}""");
        await SendAsync(story, "platform.impersonation_started", """{"actor_email":"support-lead@novalien.com","org_id":"org_7f3a"}""");
        story.ExpectNothingMore();

        await SendAsync(story, "platform.impersonation_started", """{"actor_email":"cyd@novalien.com","org_id":"org_7f3a","org_name":"Harbour"}""");
        story.Expect(Place.PagerDuty, "Impersonation by an unknown actor: cyd@novalien.com in Harbour (org_7f3a)")
            .Expect(Place.Channel, "Incident declared", "cyd@novalien.com is not on call (on call are Ada, Ben, Lea, Tom)", "came with no grant");

        // An override that was set a moment ago counts.
        (await story.PostAsync("api/overrides",
            """{"role":"secondary","person":"cyd","from":"2026-01-06T08:42Z","to":"2026-01-06T20:00Z","by":"ada","why":"dentist"}""")).Expect(201);
        await SendAsync(story, "platform.impersonation_started", """{"actor_email":"cyd@novalien.com","org_id":"org_7f3a"}""");
    });

    [Fact]
    public async Task A_grant_of_ours_counts_for_its_own_org_alone()
    {
        GrantDesk? grants = null;
        await Story.TellWithAsync(azurite, services => services.AddHostedService(provider =>
        {
            grants = provider.GetRequiredService<GrantDesk>();
            return new Nothing();
        }), async story =>
        {
            var now = story.Stage.Clock.GetUtcNow();
            Assert.IsType<Step.Taken>(await grants!.RecordAsync(
                new Grant("grant_1", new IncidentId("P1"), "cyd@novalien.com", "org_7f3a", now, now.AddMinutes(30)),
                Actor.Of(story.Stage.Person("cyd")), Cancellation));
            await SendAsync(story, "platform.impersonation_started", """{"actor_email":"cyd@novalien.com","org_id":"org_7f3a","grant_id":"grant_1"}""");
            story.ExpectNothingMore();

            await SendAsync(story, "platform.impersonation_started", """{"actor_email":"cyd@novalien.com","org_id":"org_11c0","grant_id":"grant_1"}""");
            story.Expect(Place.PagerDuty, "unknown actor: cyd@novalien.com in org_11c0")
                .Expect(Place.Channel, "Incident declared", "grant grant_1 is for org org_7f3a");
        });
    }

    [Fact]
    public Task A_silence_on_security_events_is_refused() => Story.TellAsync(azurite, async story =>
    {
        (await story.PostAsync("api/silences", """{"alert":"credential-leak","kind":"silence","why":"x","for":"02:00:00","by":"ada"}"""))
            .Expect(422, ("refusals.0.name", "never-silenced")).Says("security events are never silenced");
        (await story.PostAsync("api/silences", """{"alert":"customer-report","kind":"silence","why":"x","for":"02:00:00","by":"ada"}"""))
            .Expect(422, ("refusals.0.name", "never-silenced"));
    });

    [Theory]
    [InlineData("camera.offline", "One camera is not page-worthy")]
    [InlineData("gateway.offline", "One gateway is not page-worthy")]
    [InlineData("search.slow", "A slow search query is not page-worthy")]
    [InlineData("moon.changed", "moon.changed is none of the P1 criteria")] // of which nobody has told us
    public Task Everything_else_goes_to_the_noise_channel(string type, string why) => Story.TellAsync(azurite, async story =>
    {
        var (status, answer) = await SendAsync(story, type, """{"summary":"camera 7 at the gate"}""");
        Assert.Equal((200, "noise"), (status, JsonNode.Parse(answer)!["outcome"]!.ToString()));
        story.Expect(Place.NoiseChannel, "camera 7 at the gate", why);
    });

    [Theory]
    [InlineData("""{"type":"credential_leak.confirmed","data":{"what":"s3cr3t"}}""", 422, "id: is missing")]
    [InlineData("""{"id":"evt_1","data":{"what":"s3cr3t"}}""", 422, "type: is missing")]
    [InlineData("""["s3cr3t"]""", 400, "no JSON object")]
    public Task A_signed_event_that_cannot_be_read_is_refused_with_why_and_people_hear_of_it_once(string body, int status, string says) =>
        Story.TellAsync(azurite, async story =>
        {
            var first = await PostAsync(story, body);
            Assert.Equal(status, first.Status);
            Assert.Contains(says, first.Answer, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cr3t", first.Answer, StringComparison.Ordinal);
            story.Expect(Place.OnCallChannel, "An event that NovaVMS signed", says, "may be a security event");
            Assert.Equal(status, (await PostAsync(story, body)).Status);
        });

    [Theory]
    [InlineData(null, 0)]
    [InlineData("another", 0)]
    [InlineData(LocalSecrets.NovaVmsEventSecret, 301)] // a recorded one that is played again
    [InlineData(LocalSecrets.NovaVmsEventSecret, -301)]
    public Task Without_the_right_signature_of_now_nothing_is_taken(string? secret, int age) => Story.TellAsync(azurite, async story =>
        Assert.Equal(401, (await PostAsync(story, """{"id":"evt_1","type":"credential_leak.confirmed","data":{}}""", secret, age)).Status));

    [Fact]
    public Task Without_a_secret_nothing_is_taken() => Story.TellAsync(azurite, async story =>
    {
        var (status, answer) = await PostAsync(story, """{"id":"evt_1","type":"credential_leak.confirmed","data":{}}""");
        Assert.Equal((401, true), (status, answer.Contains("NovaVms__EventSecret is not set", StringComparison.Ordinal)));
    },
    ("NovaVms__EventSecret", " , "));

    [Fact]
    public Task What_could_not_be_stored_is_sent_again() => Story.TellAsync(azurite, async story =>
    {
        var sent = await story.Stage.NovaVms.SendEventAsync("credential_leak.confirmed", [], Cancellation);
        Assert.Equal(503, sent.Status);
    },
    ("AzureWebJobsStorage", "DefaultEndpointsProtocol=http;AccountName=away;AccountKey=YXdheQ==;TableEndpoint=http://127.0.0.1:1/away;"));

    static async Task<(int? Status, string Answer)> SendAsync(Story story, string type, string data, string? id = null)
    {
        var sent = await story.Stage.NovaVms.SendEventAsync(type, JsonNode.Parse(data)!.AsObject(), Cancellation, id);
        await story.Stage.SettleAsync(Cancellation);
        return (sent.Status, sent.Answer);
    }

    static async Task<(int Status, string Answer)> PostAsync(
        Story story, string body, string? secret = LocalSecrets.NovaVmsEventSecret, int age = 0)
    {
        var timestamp = $"{story.Stage.Clock.GetUtcNow().ToUnixTimeSeconds() - age}";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(story.Stage.Address, "api/novavms/events"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(NovaVmsSignature.TimestampHeader, timestamp);
        if (secret is not null)
            request.Headers.Add(NovaVmsSignature.Header, NovaVmsSignature.Sign(secret, timestamp, Encoding.UTF8.GetBytes(body)));
        using var response = await Http.SendAsync(request, Cancellation);
        var answer = ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        await story.Stage.SettleAsync(Cancellation);
        return answer;
    }

    /// <summary>Only there to be handed the app's parts.</summary>
    sealed class Nothing : Microsoft.Extensions.Hosting.IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

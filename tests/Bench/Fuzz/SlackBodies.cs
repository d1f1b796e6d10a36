using System.Net;
using System.Text;

namespace OnCall.Bench.Fuzz;

/// <summary>What Slack honestly sends.</summary>
static class SlackBodies
{
    public static byte[] Event(string id) => Encoding.UTF8.GetBytes(
        $$"""
        {"token":"t","team_id":"T1","api_app_id":"A1","type":"event_callback","event_id":"Ev{{id}}","event_time":1599616881,
         "event":{"type":"reaction_added","user":"U0ADA","reaction":"+1","item_user":"U0BEN",
          "item":{"type":"message","channel":"C0ONCALL","ts":"1599529504.000400"},"event_ts":"1599616881.000800"} }
        """);

    public static byte[] Interaction(bool isPress) => Encoding.UTF8.GetBytes(isPress
        ? """
          {"type":"block_actions","user":{"id":"U0ADA"},"trigger_id":"111.222.x","response_url":"https://hooks.slack.com/1",
           "container":{"type":"message","message_ts":"111.222","channel_id":"C0ONCALL","thread_ts":"111.111"},
           "actions":[{"type":"button","action_id":"handover-edit","block_id":"b","value":"Cloud API"}]}
          """
        : """
          {"type":"view_submission","user":{"id":"U0ADA"},"view":{"id":"V1","callback_id":"handover-note","private_metadata":"m",
            "state":{"values":{"note":{"text":{"type":"plain_text_input","value":"Cloud API"}}}}}}
          """);

    // The quotation marks are where another value is put.
    static readonly string[] Commands =
    [
        "silence \"Cloud API\" until \"14:00\" because \"firmware update\"", "noisy \"Cloud API\" because \"a loose cable\"",
        "override \"primary\" \"lea\" from \"tomorrow 9:00\" for \"4h\" because \"Cloud API\"",
        "swap primary \"ada\" until \"14:00\" with primary \"ben\" from \"Friday 14:00\" for \"2h\" because \"Cloud API\"",
        "lift \"1\" and \"Cloud API\" or \"something else that is long\"", "who \"is on call\" in all of the \"Cloud API\"",
    ];

    public static byte[] Command(int choice) => Encoding.UTF8.GetBytes(Commands[choice % Commands.Length]);

    public static byte[] CommandForm(byte[] text) =>
        [.. "command=%2Foncall&user_id=U0ADA&text="u8, .. WebUtility.UrlEncodeToBytes(text, 0, text.Length)!];

    /// <summary>Byte for byte: what is hostile need not be text.</summary>
    public static byte[] Form(byte[] payload) =>
        [.. "payload="u8, .. WebUtility.UrlEncodeToBytes(payload, 0, payload.Length)!];
}

namespace OnCall.LocalHost.PagerDuty;

/// <summary>PagerDuty says no, in its own words.</summary>
/// <param name="Code">PagerDuty's number for it.</param>
sealed record PagerDutyRefusal(int Status, int Code, string Message, params IReadOnlyList<string> Errors)
{
    public static readonly PagerDutyRefusal Unauthorized = new(
        StatusCodes.Status401Unauthorized, 2006, "Authentication failed", "The API token is missing or not known.");

    public static readonly PagerDutyRefusal NotFound = new(StatusCodes.Status404NotFound, 2100, "Not Found");

    public static readonly PagerDutyRefusal Forbidden = new(
        StatusCodes.Status403Forbidden, 2010, "Access Denied", "The API token may only read.");

    public static readonly PagerDutyRefusal NoRequester = new(
        StatusCodes.Status400BadRequest, 1008, "Requester User Not Found",
        "The From header must be the e-mail address of a user.");

    public static readonly PagerDutyRefusal AlreadyResolved = new(
        StatusCodes.Status400BadRequest, 1001, "Incident Already Resolved");

    public static readonly PagerDutyRefusal AlreadyAcknowledged = new(
        StatusCodes.Status400BadRequest, 1002, "Incident Already Acknowledged");

    public static readonly PagerDutyRefusal NobodyOnCall = new(
        StatusCodes.Status400BadRequest, 1015, "No one is on call at that escalation level");

    public static PagerDutyRefusal InvalidInput(params IReadOnlyList<string> errors) => new(
        StatusCodes.Status400BadRequest, 2001, "Invalid Input Provided", errors);
}

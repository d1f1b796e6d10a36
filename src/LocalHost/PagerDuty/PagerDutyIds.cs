namespace OnCall.LocalHost.PagerDuty;

/// <summary>Ids that look like PagerDuty's and are the same in every run: a counter in base 36.</summary>
static class PagerDutyIds
{
    const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const int IncidentDigits = 13;
    const int EventDigits = 24;

    public static string Incident(int number) => "Q" + Base36(number, IncidentDigits);

    public static string Note(int number) => "P" + Base36(number, IncidentDigits);

    public static string Event(int number) => "01" + Base36(number, EventDigits);

    static string Base36(int number, int digits) => string.Create(digits, number, static (text, rest) =>
    {
        for (var i = text.Length - 1; i >= 0; i--, rest /= Digits.Length)
            text[i] = Digits[rest % Digits.Length];
    });
}

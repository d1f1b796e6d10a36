using OnCall.Core.Processes;

namespace OnCall.Core.Silences;

/// <summary>Where the process of silences stands: what is open, and what was lifted lately. On disk.</summary>
/// <param name="LastNumber">The highest number given so far; 0 when none was.</param>
/// <param name="Open">Also what is due, until its lifting is recorded: whoever asks, asks for an instant.</param>
/// <param name="Lifted">The latest last, as far as there is room beside what is open.</param>
public sealed record SilenceBook(int LastNumber, IReadOnlyList<KnownAlert> Open, IReadOnlyList<LiftedAlert> Lifted)
{
    /// <summary>So that the last handovers can still be explained. The events keep everything.</summary>
    public static readonly TimeSpan KeptWhenLifted = TimeSpan.FromDays(14);

    /// <summary>What is kept is one property of one row, and must fit into it with the longest of texts.</summary>
    public const int MaxKept = 20;

    public static readonly SilenceBook Empty = new(LastNumber: 0, Open: [], Lifted: []);

    static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>In force at that instant, as far back as lifted ones are kept.</summary>
    public IReadOnlyList<KnownAlert> OpenAt(DateTimeOffset instant) =>
    [
        .. Lifted.Where(lifted => instant < lifted.At).Select(lifted => lifted.Known).Concat(Open)
            .Where(known => known.At <= instant && !known.IsDueAt(instant))
            .OrderBy(known => known.Number),
    ];

    /// <summary>
    /// The silence that holds a rule back at that instant: its alert is the rule's id, or rule and scope with a slash between
    /// them. It holds back nothing else. Null when there is none; of several the one that lasts longest.
    /// </summary>
    public KnownAlert? SilenceOf(string rule, string scope, DateTimeOffset instant) => OpenAt(instant)
        .Where(known => known.Kind == SilenceKind.Silence && (known.IsAbout(rule) || known.IsAbout($"{rule}/{scope}")))
        .MaxBy(known => known.Until);

    /// <summary>Silences in force at that instant that lift within a week by themselves, the next one first.</summary>
    public IReadOnlyList<KnownAlert> SilencesLiftingInTheWeekFrom(DateTimeOffset instant) =>
    [
        .. OpenAt(instant).Where(known => known.Kind == SilenceKind.Silence && known.Until < instant + Week)
            .OrderBy(known => known.Until),
    ];

    /// <summary>The same book once the clock has lifted what is due at that instant.</summary>
    public SilenceBook AsOf(DateTimeOffset instant) =>
        DueAt(instant).Aggregate(this, (book, lifted) => book.Without(lifted)).Forget(instant);

    /// <summary>What the clock has to lift, the longest due first.</summary>
    public IReadOnlyList<LiftedAlert> DueAt(DateTimeOffset instant) =>
    [
        .. Open.Where(known => known.IsDueAt(instant))
            .Select(known => new LiftedAlert(known, Actor.Clock, known.Until!.Value))
            .OrderBy(lifted => lifted.At),
    ];

    public SilenceBook With(KnownAlert added) => this with { LastNumber = added.Number, Open = [.. Open, added] };

    public SilenceBook Without(LiftedAlert lifted) => this with
    {
        Open = [.. Open.Where(known => known.Number != lifted.Known.Number)],
        Lifted = [.. Lifted, lifted],
    };

    public SilenceBook Forget(DateTimeOffset now) => this with
    {
        Lifted = [.. Lifted.Where(lifted => lifted.At > now - KeptWhenLifted).TakeLast(MaxKept - Open.Count)],
    };
}

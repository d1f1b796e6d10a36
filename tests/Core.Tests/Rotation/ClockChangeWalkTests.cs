using NodaTime;
using NodaTime.TimeZones;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;

namespace OnCall.Core.Tests.Rotation;

/// <summary>
/// A week around every clock change from 2005 to 2037, in steps of 30 seconds. What must come out is said without
/// the calendar: a handover is the first instant at which the wall clock shows its day and hour, or later.
/// </summary>
public class ClockChangeWalkTests
{
    const int FirstYear = 2005;
    const int LastYear = 2037;
    const int StepSeconds = 30;
    const long TicksPerWeek = 7 * TimeSpan.TicksPerDay;
    const int Steps = 7 * 24 * 3600 / StepSeconds;

    // Coprime to the steps of an hour and a day, so that every time of day is looked at.
    const int PlainEvery = 997;

    static readonly LocalDateTime StartOfRotations = new(2000, 1, 3, 0, 0); // a Monday

    public static TheoryData<string> Zones { get; } =
        ["Europe/Berlin", "Europe/London", "America/Chicago", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "UTC"];

    [Theory]
    [MemberData(nameof(Zones))]
    public void Around_each_clock_change_there_is_one_primary_one_secondary_and_a_handover_at_its_hour(string name)
    {
        foreach (var change in ChangesOf(name))
        {
            var walk = new Walk(change, name);
            foreach (var handover in change.Handovers)
                walk.With(handover, plainAtEachStep: false);
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void The_walks_short_cut_says_what_the_plain_calendar_says_at_each_step(string name)
    {
        foreach (var change in ChangesOf(name).TakeLast(2))
            new Walk(change, name).With(change.Handovers[1], plainAtEachStep: true);
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void There_are_52_or_53_handovers_a_year_each_on_Monday_at_ten(string name)
    {
        var zone = DateTimeZoneProviders.Tzdb[name];
        var calendar = new Handover(IsoDayOfWeek.Monday, new LocalTime(10, 0)).CalendarIn(name);
        var counts = new Dictionary<int, int>();
        var shift = calendar.ShiftAt(zone.AtStartOfDay(new LocalDate(FirstYear, 1, 1)).ToDateTimeOffset());
        for (var year = FirstYear; year <= LastYear; shift = calendar.ShiftAt(shift.End))
        {
            var local = Instant.FromDateTimeOffset(shift.End).InZone(zone).LocalDateTime;
            Assert.Equal((IsoDayOfWeek.Monday, new LocalTime(10, 0)), (local.DayOfWeek, local.TimeOfDay));
            year = local.Year;
            counts[year] = counts.GetValueOrDefault(year) + 1;
        }

        Assert.All(Enumerable.Range(FirstYear, LastYear - FirstYear + 1), year => Assert.InRange(counts[year], 52, 53));
    }

    static List<Change> ChangesOf(string name)
    {
        var zone = DateTimeZoneProviders.Tzdb[name];
        var changes = zone
            .GetZoneIntervals(Instant.FromUtc(FirstYear, 1, 1, 0, 0), Instant.FromUtc(LastYear + 1, 1, 1, 0, 0))
            .Skip(1) // the first began before
            .Select(after => new Change(zone, after.Start, zone.GetZoneInterval(after.Start - Duration.Epsilon), after)).ToList();

        // UTC never changes: a leap day and a turn of the year, then.
        return changes.Count > 0 ? changes :
        [
            .. new[] { Instant.FromUtc(2028, 2, 29, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0) }
                .Select(instant => new Change(zone, instant, zone.GetZoneInterval(instant), zone.GetZoneInterval(instant))),
        ];
    }

    sealed record Handover(IsoDayOfWeek Day, LocalTime At)
    {
        public LocalDate FirstDate => StartOfRotations.Date.PlusDays((int)Day - (int)IsoDayOfWeek.Monday);

        public RotationCalendar CalendarIn(string zone) => new(
            new RotationPolicy(
                FirstDate.ToDateOnly(), (DayOfWeek)((int)Day % 7), At.ToTimeOnly(), [new("ada"), new("ben"), new("cyd")], SecondaryRule.Next),
            new OnCallZone(zone));
    }

    sealed record Change(DateTimeZone Zone, Instant At, ZoneInterval Before, ZoneInterval After)
    {
        /// <summary>The runbook's, one in the night, and those that are skipped or come twice in this very change.</summary>
        public IReadOnlyList<Handover> Handovers
        {
            get
            {
                var (one, other) = (At.WithOffset(Before.WallOffset).LocalDateTime, At.WithOffset(After.WallOffset).LocalDateTime);
                var (first, last) = one < other ? (one, other) : (other, one);
                var minutes = Period.Between(first, last, PeriodUnits.Minutes).Minutes;
                return
                [
                    new Handover(IsoDayOfWeek.Monday, new LocalTime(10, 0)),
                    Handover(first.PlusMinutes(minutes / 2)),
                    Handover(first),
                    Handover(last),
                    new Handover(IsoDayOfWeek.Sunday, new LocalTime(2, 30)),
                ];
            }
        }

        static Handover Handover(LocalDateTime local) => new(local.DayOfWeek, local.TimeOfDay);
    }

    // In ticks: there are millions of steps.
    sealed class Walk
    {
        readonly long[] _ticks = new long[Steps];
        readonly long[] _wallTicks = new long[Steps];
        readonly string _zone;

        public Walk(Change change, string zone)
        {
            _zone = zone;
            var instant = change.At - Duration.FromSeconds((long)Steps * StepSeconds / 2);
            var step = Duration.FromSeconds(StepSeconds);
            var ticks = instant.ToDateTimeUtc().Ticks;
            for (var i = 0; i < Steps; i++, instant += step, ticks += StepSeconds * TimeSpan.TicksPerSecond)
            {
                _ticks[i] = ticks;
                _wallTicks[i] = ticks + change.Zone.GetUtcOffset(instant).Ticks;
            }
        }

        public void With(Handover handover, bool plainAtEachStep)
        {
            var calendar = handover.CalendarIn(_zone);
            var shift = calendar.ShiftAt(At(0));
            var (start, end) = (shift.Start.UtcTicks, shift.End.UtcTicks);
            var handovers = new List<DateTimeOffset>();
            for (var step = 0; step < Steps; step++)
            {
                var now = _ticks[step];
                if (now >= end)
                {
                    shift = Next(calendar, shift);
                    (start, end) = (shift.Start.UtcTicks, shift.End.UtcTicks);
                    handovers.Add(At(step));
                }

                if (now < start || now >= end)
                    Assert.Fail($"{_zone}, {handover}: {At(step):o} is not within {shift}.");
                if (plainAtEachStep || step % PlainEvery == 0)
                    Assert.Equal(shift, calendar.ShiftAt(At(step)));
            }

            Assert.Equal(Expected(handover), handovers);
            Assert.All(handovers, instant => Assert.Equal(instant, calendar.ShiftAt(instant).Start));
        }

        // No gap and no overlap, and two different people.
        static Shift Next(RotationCalendar calendar, Shift shift)
        {
            var next = calendar.ShiftAt(shift.End);
            Assert.Equal(shift, calendar.ShiftAt(shift.End.AddTicks(-1)));
            Assert.Equal(shift.End, next.Start);
            Assert.Equal(shift.Secondary, next.Primary);
            Assert.NotNull(next.Secondary);
            Assert.NotEqual(next.Primary, next.Secondary);
            return next;
        }

        // What was due when the walk began is not counted: it may have been due before.
        List<DateTimeOffset> Expected(Handover handover)
        {
            var expected = new List<DateTimeOffset>();
            var due = Ticks(handover.FirstDate.At(handover.At));
            due += (_wallTicks[0] - due) / TicksPerWeek * TicksPerWeek;
            for (var step = 0; step < Steps; step++)
                while (_wallTicks[step] >= due)
                {
                    if (step > 0)
                        expected.Add(At(step));
                    due += TicksPerWeek;
                }

            return expected;
        }

        DateTimeOffset At(int step) => new(_ticks[step], TimeSpan.Zero);

        static long Ticks(LocalDateTime local) => local.ToDateTimeUnspecified().Ticks;
    }
}

using OnCall.LocalHost.NovaVms;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Reports;

/// <summary>A customer whose org the stories are about, and what is reported of it.</summary>
static class ReportActs
{
    public const string Total =
        """{"org":"org_7f3a","lost":"both","cameras":"all","words":"all cameras are black since 9","by":"cyd"}""";

    public static void AddHarbour(this Story story)
    {
        story.Stage.NovaVms.AddOrg("org_7f3a", "Harbour Logistics", "owner@harbour.example", allowsImpersonation: false);
        story.Stage.NovaVms.SetOnline("org_7f3a", new SimulatedCount(0, 40), new SimulatedCount(0, 3));
    }
}

using System.Diagnostics;
using OnCall.Core.Handovers;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Handovers;

/// <summary>"none" only when the source answered so.</summary>
static class ListedSection
{
    public static SectionContent AsSection<T>(this Listing<T> listing, Func<IReadOnlyList<T>, SectionContent> lines) => listing switch
    {
        Listing<T>.Read read => lines(read.Items),
        Listing<T>.NotRead unread => new SectionContent.Unread(unread.Why),
        _ => throw new UnreachableException($"No section for {listing}."),
    };
}

using OnCall.Engine.Rotation;

namespace OnCall.Functions.Hosting;

/// <summary>Whoever may ask who is on call is told so with the overrides of this moment.</summary>
static class FreshOverrides
{
    public static IEndpointRouteBuilder WithFreshOverrides(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("").AddEndpointFilter(async (call, next) =>
        {
            var overrides = call.HttpContext.RequestServices.GetRequiredService<StoredOverrides>();
            await overrides.KeepFreshAsync(call.HttpContext.RequestAborted);
            return await next(call);
        });
}

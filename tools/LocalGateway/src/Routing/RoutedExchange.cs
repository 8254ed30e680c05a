using LocalGateway.Requests;

namespace LocalGateway.Routing;

internal static class RoutedExchange
{
    extension(Exchange exchange)
    {
        /// <summary>Set by the route match.</summary>
        public RouteMatch Match
        {
            get => exchange.Get<RouteMatch>();
            set => exchange.Set(value);
        }
    }
}

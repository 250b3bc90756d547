import KongSandbox

extension [GatewayRoute] {
  /// The routes and plugins of the recorded Kong.
  static func recorded(upstream: any Upstream) -> [GatewayRoute] {
    let anonymous = "00000000-0000-4000-8000-000000000009"
    let tokens = GatewayService(authority: "127.0.0.1:33000", path: "/tokens", upstream: upstream)
    let api = GatewayService(authority: "127.0.0.1:33001", path: "/", upstream: upstream)
    let down = GatewayService(authority: "127.0.0.1:33999", path: "/", upstream: AbsentUpstream())
    return [
      GatewayRoute("/tokens", plugins: [.keyAuth(KeyAuthPlugin())], service: tokens),
      GatewayRoute("/anon/tokens", plugins: [.keyAuth(KeyAuthPlugin(anonymous: anonymous))], service: tokens),
      GatewayRoute("/hidden/tokens", plugins: [.keyAuth(KeyAuthPlugin(hidesCredentials: true))], service: tokens),
      GatewayRoute("/open/tokens", service: tokens),
      GatewayRoute("/api", plugins: [.jwt(JWTPlugin())], service: api),
      GatewayRoute(
        "/or/tokens",
        plugins: [.keyAuth(KeyAuthPlugin(anonymous: anonymous)), .jwt(JWTPlugin(anonymous: anonymous))],
        service: tokens),
      GatewayRoute("/anon/api", plugins: [.jwt(JWTPlugin(anonymous: anonymous))], service: api),
      GatewayRoute("/down", plugins: [.keyAuth(KeyAuthPlugin())], service: down),
    ]
  }
}

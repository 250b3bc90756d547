extension [GatewayRoute] {
  /// `/api`, which needs a JWT and tells what reached it.
  package static var echo: [GatewayRoute] {
    let echo = GatewayService(authority: "echo.internal", upstream: EchoUpstream())
    return [GatewayRoute("/api", plugins: [.jwt(JWTPlugin())], service: echo)]
  }

  /// The routes of the demo.
  ///
  /// - `/tokens` and what is below it need an API key and lead to the service.
  /// - `/anon/tokens` does too, with an anonymous consumer for everyone without a valid key.
  /// - `/api` is ``echo``.
  package static func demo(authenticationService: GatewayService, anonymous: String) -> [GatewayRoute] {
    [
      GatewayRoute("/tokens", plugins: [.keyAuth(KeyAuthPlugin())], service: authenticationService),
      GatewayRoute(
        "/anon/tokens", plugins: [.keyAuth(KeyAuthPlugin(anonymous: anonymous))], service: authenticationService),
    ] + echo
  }
}

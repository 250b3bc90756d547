import HTTPEdge
import KongSandbox
import Testing

/// What the recordings do not show.
@Suite struct GatewayProxyTests {
  private let store = KongStore(.recorded)
  private var proxy: GatewayProxy { GatewayProxy(store, routes: .recorded(upstream: EchoUpstream())) }

  @Test(arguments: ["HS384", "HS512"])
  func `the other HMAC algorithms work when the credential names them`(algorithm: String) async {
    store.withState { $0.jwtCredentials["00000000-0000-4000-8000-000000000203"]?.algorithm = algorithm }
    let token = Token.signed(
      header: #"{"alg":"\#(algorithm)"}"#, claims: #"{"key":"bob-jwt-key","exp":99999999999}"#,
      secret: "bob-jwt-secret-0123456789abcdef0123456789")
    #expect(await proxy.answer(.stub(.get, "/api", headers: [("Authorization", "Bearer \(token)")])).status == 200)
  }

  @Test func `asymmetric signatures never match`() async {
    store.withState { $0.jwtCredentials["00000000-0000-4000-8000-000000000203"]?.algorithm = "RS256" }
    let token = Token.signed(
      header: #"{"alg":"RS256"}"#, claims: #"{"key":"bob-jwt-key","exp":99999999999}"#,
      secret: "bob-jwt-secret-0123456789abcdef0123456789")
    let answer = await proxy.answer(.stub(.get, "/api", headers: [("Authorization", "Bearer \(token)")]))
    #expect(answer.body == #"{"message":"Invalid signature"}"#)
  }

  @Test(arguments: [
    ("text/plain;q=0.5, text/html", "text/html; charset=utf-8"),
    ("text/plain, text/html;q=0.9", "text/plain; charset=utf-8"),
    ("application/json", "application/json; charset=utf-8"), ("rubbish", "application/json; charset=utf-8"),
  ])
  func `the form of an error follows the qualities in Accept`(accept: String, type: String) async {
    #expect(await proxy.answer(.stub(.get, "/tokens", headers: [("Accept", accept)]))["Content-Type"] == type)
  }

  @Test(arguments: [
    (HTTPFault.malformed("x"), 400, "Bad request"), (.headTooLarge("x"), 400, "Request header or cookie too large"),
    (.bodyTooLarge(limit: 1), 413, "Payload too large"),
  ])
  func `what never became a request is refused as nginx does`(fault: HTTPFault, status: Int, message: String) {
    let answer = Replayed(proxy.response(to: fault, id: .adopted("a")))
    #expect(answer.status == status)
    #expect(answer.body.contains(message))
  }

  @Test func `an upstream that is too slow is a gateway timeout`() async {
    struct SlowUpstream: Upstream {
      func answer(_ request: UpstreamRequest) async throws(UpstreamFailure) -> UpstreamResponse { throw .timeout }
    }
    let service = GatewayService(authority: "slow", upstream: SlowUpstream())
    let slow = GatewayProxy(store, routes: [GatewayRoute("/", service: service)])
    let answer = await slow.answer(.stub(.get, "/x", headers: [("Accept", "application/json")]))
    #expect(answer.status == 504)
    #expect(answer.body.contains("The upstream server is timing out"))
  }

  @Test(arguments: [("/a", "/short"), ("/a/b", "/long"), ("/a/bc", "/long/c"), ("/a/c", "/short/c")])
  func `the longest path that fits wins`(path: String, target: String) async {
    func route(_ path: String, to service: String) -> GatewayRoute {
      GatewayRoute(path, service: GatewayService(authority: "echo", path: service, upstream: EchoUpstream()))
    }
    let proxy = GatewayProxy(store, routes: [route("/a", to: "/short"), route("/a/b", to: "/long")])
    #expect(await proxy.answer(.stub(.get, path)).body.contains(#""target":"\#(target)""#))
  }

  @Test func `replaced routes are found and the old ones are not`() async {
    let proxy = self.proxy
    proxy.replaceRoutes(with: [
      GatewayRoute("/new", service: GatewayService(authority: "echo", upstream: EchoUpstream()))
    ])
    #expect(await proxy.answer(.stub(.get, "/new")).status == 200)
    #expect(await proxy.answer(.stub(.get, "/open/tokens")).status == 404)
  }
}

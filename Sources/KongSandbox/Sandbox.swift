import AsyncHTTPClient
package import HTTPEdge
package import NIOCore
package import NIOPosix

/// An embedded Kong 3.9.1: its Admin API and its proxy, in this process, on two ports of a loopback address.
///
/// It is the demo, the test double and the documentation of Kong in one.
package final class Sandbox: Sendable {
  /// What Kong would keep in its database.
  package let store: KongStore
  /// The Admin API's door.
  package let admin: SandboxListener
  /// The proxy's door.
  package let proxy: SandboxListener
  /// The proxy itself, whose routes can be replaced.
  package let gateway: GatewayProxy

  private let client: HTTPClient

  private init(
    store: KongStore, admin: SandboxListener, proxy: SandboxListener, gateway: GatewayProxy, client: HTTPClient
  ) {
    self.store = store
    self.admin = admin
    self.proxy = proxy
    self.gateway = gateway
    self.client = client
  }

  /// Opens both doors.
  ///
  /// Until a service is published, the proxy has the route to the echo only.
  ///
  /// - Throws: `BindError` when a port cannot be had.
  package static func start(
    _ configuration: SandboxConfiguration = SandboxConfiguration(), on group: MultiThreadedEventLoopGroup
  ) async throws(BindError) -> Sandbox {
    let now = configuration.source.now()
    let store = KongStore(configuration.seed ?? SandboxSeed.demo(now: now), source: configuration.source)
    let gateway = GatewayProxy(store, routes: .echo)
    let api = AdminAPI(store, token: configuration.adminToken)
    let faults = FaultInjector(api, store: store)
    let admin = try await SandboxListener(
      host: configuration.host, port: configuration.adminPort, faults, behind: FaultControl(faults), on: group)
    let proxy: SandboxListener
    do throws(BindError) {
      proxy = try await SandboxListener(
        host: configuration.host, port: configuration.proxyPort, FaultInjector(gateway, store: store), on: group)
    } catch {
      await admin.refuse()
      throw error
    }
    var options = HTTPClient.Configuration(redirectConfiguration: .disallow)
    options.timeout.connect = .seconds(5)
    // A service that is not there is an answer to give at once, not something to wait for.
    options.connectionPool.retryConnectionEstablishment = false
    let client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: options)
    return Sandbox(store: store, admin: admin, proxy: proxy, gateway: gateway, client: client)
  }

  /// Puts the authentication service behind the proxy: see ``Swift/Array/demo(authenticationService:anonymous:)``.
  ///
  /// - Parameter authority: the service's host and port.
  package func publish(authenticationService authority: String) {
    let upstream = HTTPUpstream(authority: authority, client: client)
    let service = GatewayService(authority: authority, path: "/tokens", upstream: upstream)
    gateway.replaceRoutes(with: .demo(authenticationService: service, anonymous: SandboxSeed.anonymous))
  }

  /// An upstream for routes of one's own.
  package func upstream(authority: String, timeout: TimeAmount = .seconds(60)) -> HTTPUpstream {
    HTTPUpstream(authority: authority, client: client, timeout: timeout)
  }

  /// Closes both doors and whatever is open behind them.
  package func stop() async {
    await proxy.refuse()
    await admin.refuse()
    try? await client.shutdown()
  }
}

import Foundation
import HTTPEdge
import KongSandbox
import NIOPosix
import Testing

@Suite(.timeLimit(.minutes(1))) struct SandboxTests {
  @Test func `the Admin API answers over a socket with Kong's header lines`() async throws {
    try await RunningSandbox.with { running async throws in
      let answer = try await running.admin("/consumers/alice/jwt")
      #expect(answer.status == 200)
      #expect(answer.body.hasPrefix(#"{"next":null,"data":[{"id":"1a100000-"#))
      #expect(answer["Server"] == "kong/3.9.1")
      #expect(answer["Content-Length"] == "\(answer.body.utf8.count)")
      #expect(answer.headers.filter { $0.name == "Date" }.count == 1)
      #expect(answer["X-Request-Id"] == nil)
    }
  }

  @Test func `an entity made over a socket is found again`() async throws {
    try await RunningSandbox.with { running async throws in
      let json = [("Content-Type", "application/json")]
      let made = try await running.ask(
        running.sandbox.admin, .post, "/consumers", headers: json, body: #"{"username":"zoë"}"#)
      #expect(made.status == 201)
      #expect(try await running.admin("/consumers/zo%C3%AB").body == made.body)
      #expect(running.sandbox.admin.log.count() == 2)
    }
  }

  @Test func `an API key leads to the published service as its consumer`() async throws {
    try await RunningSandbox.with { service async throws in
      // Another sandbox's echo plays the service.
      service.sandbox.gateway.replaceRoutes(with: [
        GatewayRoute("/tokens", service: GatewayService(authority: "echo", path: "/tokens", upstream: EchoUpstream()))
      ])
      try await RunningSandbox.with { running async throws in
        running.sandbox.publish(authenticationService: service.sandbox.proxy.authority)
        let answer = try await running.ask(
          running.sandbox.proxy, .get, "/tokens/validate?a=1", headers: [("apikey", "bob-api-key")])
        #expect(answer.status == 200)
        #expect(answer["Via"] == "1.1 kong/3.9.1, 1.1 kong/3.9.1")
        let seen = try #require(service.sandbox.proxy.log.entries().first)
        #expect(seen.path == "/tokens/validate")
        #expect(seen.query == "a=1")
        #expect(seen.headers["Host"] == service.sandbox.proxy.authority)
        #expect(seen.headers["X-Consumer-Username"] == "bob")
        #expect(seen.headers["X-Consumer-Custom-ID"] == "bob-7")
        #expect(seen.headers["X-Consumer-ID"] == SandboxSeed.bob)
      }
    }
  }

  @Test func `a HEAD through the proxy keeps the upstream's length and sends no content`() async throws {
    try await RunningSandbox.with { service async throws in
      try await RunningSandbox.with { running async throws in
        let upstream = running.sandbox.upstream(authority: service.sandbox.admin.authority)
        running.sandbox.gateway.replaceRoutes(with: [
          GatewayRoute("/", service: GatewayService(authority: "a", path: "/", upstream: upstream))
        ])
        let get = try await running.ask(running.sandbox.proxy, .get, "/consumers")
        let head = try await running.ask(running.sandbox.proxy, .head, "/consumers")
        #expect(get.status == 200)
        #expect(head["Content-Length"] == "\(get.body.utf8.count)")
        #expect(head.body.isEmpty)
      }
    }
  }

  @Test func `a service that is not there is a bad gateway`() async throws {
    try await RunningSandbox.with { running async throws in
      let gone = running.sandbox.admin.authority
      running.sandbox.publish(authenticationService: gone)
      await running.sandbox.admin.refuse()
      let answer = try await running.ask(
        running.sandbox.proxy, .get, "/tokens", headers: [("apikey", "bob-api-key"), ("Accept", "*/*")])
      #expect(answer.status == 502)
      #expect(answer.body.contains("An invalid response was received from the upstream server"))
    }
  }

  @Test func `a port that is taken is reported and nothing stays open`() async throws {
    try await RunningSandbox.with { running async throws in
      let group = MultiThreadedEventLoopGroup.singleton
      let configuration = SandboxConfiguration(
        host: running.sandbox.proxy.host, proxyPort: running.sandbox.proxy.port)
      await #expect(throws: BindError.self) { try await Sandbox.start(configuration, on: group) }
    }
  }

  @Test func `an admin token that is asked for must be right`() async throws {
    try await RunningSandbox.with(SandboxConfiguration(adminToken: "s3cret")) { running async throws in
      let admin = running.sandbox.admin
      #expect(try await running.ask(admin, .get, "/status").status == 401)
      #expect(try await running.ask(admin, .get, "/status", headers: [("Kong-Admin-Token", "no")]).status == 401)
      #expect(try await running.ask(admin, .get, "/status", headers: [("Kong-Admin-Token", "s3cret")]).status == 200)
    }
  }

  @Test func `a token signed with a consumer's secret opens the echo`() async throws {
    try await RunningSandbox.with { running async throws in
      let token = Token.signed(
        claims: #"{"key":"alice-jwt-key","exp":\#(Int(Date().timeIntervalSince1970) + 60)}"#,
        secret: "alice-demo-secret-0123456789abcdef0123")
      let proxy = running.sandbox.proxy
      let bearer = [("Authorization", "Bearer \(token)")]
      let answer = try await running.ask(proxy, .get, "/api/hello?x=1", headers: bearer)
      #expect(answer.status == 200)
      #expect(answer.body.hasPrefix(#"{"method":"GET","target":"/hello?x=1","headers":{"Via":"1.1 kong/3.9.1""#))
      #expect(answer.body.contains(#""X-Consumer-Username":"alice""#))
      #expect(try await running.ask(proxy, .get, "/api").status == 401)
    }
  }
}

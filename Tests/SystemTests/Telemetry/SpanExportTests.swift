import HTTPEdge
import KongSandbox
import OTLPTestSupport
import RedisTestSupport
import Testing

/// What a collector sees of requests: whole trees, as they are written here.
@Suite(.timeLimit(.minutes(2))) struct SpanExportTests {
  private static let warm = """
    - GET /tokens SERVER
      duration_ms=*
      http.request.method=GET
      http.response.status_code=200
      http.route=/tokens
      kong.consumer_id=a11ce000-0000-4000-8000-000000000001
      url.path=/tokens
      url.scheme=http
      - jwt_create INTERNAL
        duration_ms=*
        jwt.audience=example-api
        jwt.authority=https://api.example.com
        jwt.duration_ms=*
        jwt.expires_in=900
        jwt.operation=create
        jwt.token_id=*
        jwt.username=somebody
        kong.consumer_id=a11ce000-0000-4000-8000-000000000001
    """

  /// What comes on top where Kong is asked.
  private static let lookup = """

      - kong.getConsumerSecret CLIENT
        component=kong_client
        duration_ms=*
        kong.api.type=admin_api
        kong.consumer_id=a11ce000-0000-4000-8000-000000000001
        kong.operation=getConsumerSecret
        kong.result=success
        - GET CLIENT
          http.request.method=GET
          http.response.status_code=200
          server.address={kong}
          server.port=*
          url.full={kong}/consumers/a11ce000-0000-4000-8000-000000000001/jwt
    """

  /// What comes on top where replicas share a cache.
  private static let sharing = """

      - redis.get CLIENT
        cache.miss=true
        db.namespace=0
        db.operation.name=GET
        db.redis.key=consumer_secret:***
        db.system.name=redis
        duration_ms=*
      - redis.set CLIENT
        db.namespace=0
        db.operation.name=SET
        db.redis.key=consumer_secret:***
        db.system.name=redis
        duration_ms=*
    """

  @Test(arguments: [("http/protobuf", "none"), ("http/json", "gzip")])
  func `a cold and a warm request are two trees`(encoding: String, compression: String) async throws {
    let told = try await TelemetryScene.play([
      "OTEL_EXPORTER_OTLP_PROTOCOL": encoding, "OTEL_EXPORTER_OTLP_COMPRESSION": compression,
    ]) { try await $0.askForTokens(2) }
    #expect(told.exports.allSatisfy { $0.complaint == nil && $0.encoding == encoding })
    #expect(told.exports.allSatisfy { ($0.compression ?? "none") == compression })
    #expect(try SpanTree(told.spans, kong: told.kong).roots == [Self.warm + Self.lookup, Self.warm])
    for span in try told.spans {
      let (start, end) = (try #require(UInt64(span.startTimeUnixNano)), try #require(UInt64(span.endTimeUnixNano)))
      #expect(start < end)
    }
  }

  @Test func `a shared cache has its spans beside those of Kong`() async throws {
    try await RedisServer.use { redis in
      let told = try await TelemetryScene.play(Fleet.environment(redis)) { scene in
        try await scene.askForTokens(1)
        let key = Fleet.key(SandboxSeed.alice)
        _ = try await eventually({ try await redis.command("EXISTS", key) }) { $0 == "1" }
      }
      #expect(try SpanTree(told.spans, kong: told.kong).roots == [Self.warm + Self.lookup + Self.sharing])
    }
  }

  @Test func `an outage of Kong is an error of all who took part in it`() async throws {
    let told = try await TelemetryScene.play { scene in
      scene.sandbox.admin.faults.inject(.status(.internalServerError), on: "/consumers/*/jwt")
      let answer = try await scene.service.get("/tokens", as: SandboxSeed.alice)
      #expect(answer.status == 503)
    }
    let expected = """
      - GET /tokens SERVER ERROR
        duration_ms=*
        error.type=503
        http.request.method=GET
        http.response.status_code=503
        http.route=/tokens
        kong.consumer_id=a11ce000-0000-4000-8000-000000000001
        url.path=/tokens
        url.scheme=http
        - kong.getConsumerSecret CLIENT ERROR
          component=kong_client
          duration_ms=*
          error.type=500
          kong.api.type=admin_api
          kong.consumer_id=a11ce000-0000-4000-8000-000000000001
          kong.operation=getConsumerSecret
          kong.result=failure
          - GET CLIENT ERROR
            error.type=500
            http.request.method=GET
            http.response.status_code=500
            server.address={kong}
            server.port=*
            url.full={kong}/consumers/a11ce000-0000-4000-8000-000000000001/jwt
      """
    #expect(try SpanTree(told.spans, kong: told.kong).roots == [expected])
  }

  @Test func `a path of no route gives no name to a span, and what may be a token is not repeated`() async throws {
    let told = try await TelemetryScene.play { scene in
      let path = "/tokens/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"
      let answer = try await scene.service.get(path, as: SandboxSeed.alice)
      #expect(answer.status == 404)
    }
    let expected = """
      - GET SERVER
        duration_ms=*
        http.request.method=GET
        http.response.status_code=404
        url.path=/tokens/<redacted>
        url.scheme=http
      """
    #expect(try SpanTree(told.spans, kong: told.kong).roots == [expected])
  }
}

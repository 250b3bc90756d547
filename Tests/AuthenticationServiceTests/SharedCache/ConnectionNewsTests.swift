import AuthenticationCore
import Logging
import RedisClient
import Testing

@testable import AuthenticationService

/// What becomes of connections to Redis.
struct ConnectionNewsTests {
  let log = Recorder<String>()
  let breaker = FailureStreakBreaker(FailureStreakBreaker.Policy())
  let news: ConnectionNews

  init() {
    news = ConnectionNews(
      breaker: breaker, logger: Logger(label: "test") { [log] _ in RecordingLogHandler(log) })
  }

  static var server: ServerDescription {
    var server = ServerDescription()
    server.kind = .valkey
    server.version = "8.1.0"
    return server
  }

  @Test func `a server that lets us in closes the breaker, and those who wait for it hear of it`() {
    let heard = Recorder<String>()
    news.onConnected { heard.append("connected") }
    for _ in 0..<5 { breaker.recordFailure() }
    #expect(breaker.state == .open)
    news.note(.connected(Self.server))
    #expect(breaker.state == .closed)
    #expect(heard.all == ["connected"])
    #expect(log.all == ["info Connected to the shared cache server=valkey 8.1.0"])
  }

  @Test func `failed attempts are said once, until one succeeds`() {
    let failure = RedisNode.Event.failed(.unreachable("error 111"), retryIn: .milliseconds(75))
    for _ in 0..<3 { news.note(failure) }
    let text = "Cannot connect to the shared cache cause=no connection: error 111 retry_in_ms=75"
    #expect(log.all == ["warning \(text)", "debug \(text)", "debug \(text)"])
    news.note(.connected(Self.server))
    news.note(failure)
    #expect(log.all.last == "warning \(text)")
  }

  @Test func `a connection that is lost is said each time, and is nobody's failure`() {
    for _ in 0..<10 { news.note(.lost) }
    #expect(log.all == Array(repeating: "warning Lost the connection to the shared cache", count: 10))
    #expect(breaker.state == .closed)
  }
}

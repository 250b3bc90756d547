import AuthenticationCore
import HTTPEdge
import Synchronization
import TestSupport
import Testing

@testable import AuthenticationService

/// Warm consumers never wait for Kong: between 61 and 101 seconds of a life of 100 their credentials are fetched anew.
@Suite(.timeLimit(.minutes(5))) struct RefreshAheadTests {
  /// Knows everybody, and gives each answer its number as the key; `isDown` makes it fail instead.
  final class NumberedSource: Sendable {
    private struct State {
      var calls = 0
      var isDown = false
    }

    private let state = Mutex(State())

    var calls: Int { state.withLock { $0.calls } }

    func fail() {
      state.withLock { $0.isDown = true }
    }

    func answer(about id: String) -> ScriptedSource.Answer {
      state.withLock { state in
        state.calls += 1
        if state.isDown { return .failure(.unavailable(.timeout)) }
        return .success(.stub(id, [.stub("key-\(state.calls)")]))
      }
    }
  }

  let numbered = NumberedSource()

  func makeService() throws -> TestService {
    try TestService(["CACHING_TTL_SECONDS": "100"], source: ScriptedSource { [numbered] in numbered.answer(about: $0) })
  }

  /// Asks for a token, which must not have to wait; gives the key that it was signed with.
  func key(_ service: TestService) throws -> String {
    let fields = RequestHeaders(TokenAnswerTests.alice)
    guard case .ready(let response) = service.reply(.get, "/tokens", fields) else { return "had to wait" }
    let token = try #require(Answer(response).text("access_token"))
    let payload = try #require(TestToken.payload(of: token))
    return String(try #require(payload.firstMatch(of: /"key":"([^"]*)"/)).1)
  }

  @Test func `a consumer who comes every five seconds waits once in an hour`() async throws {
    let service = try makeService()
    #expect(await service.ask("/tokens", TokenAnswerTests.alice).status == 200)
    for _ in 0..<720 {
      // Less than what is left of any life once it is due: 8 % of 90 seconds.
      service.time.advance(by: .seconds(5))
      #expect(try key(service) != "had to wait")
      // As long as a refresh would take: it is done before the next request.
      await settle(service)
    }
    // Every refresh begins between 61 and 101 seconds, which is 65 to 105 at this pace.
    #expect((33...57).contains(numbered.calls))
  }

  @Test func `a change in Kong reaches a warm consumer before its time is up`() async throws {
    let service = try makeService()
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    for _ in 0..<21 {
      service.time.advance(by: .seconds(5))
      #expect(["key-1", "key-2"].contains(try key(service)))
      await settle(service)
    }
    #expect(try key(service) == "key-2")
  }

  @Test func `a Kong that fails meanwhile is not noticed within the tolerance`() async throws {
    let service = try makeService()
    _ = await service.ask("/tokens", TokenAnswerTests.alice)
    numbered.fail()
    for _ in 1...100 {
      service.time.advance(by: .seconds(15))
      let answer = await service.ask("/tokens", TokenAnswerTests.alice)
      #expect(answer.status == 200)
      await settle(service)
    }
  }

  @Test func `ten thousand consumers that were warmed together are confirmed over a fifth of their life`() async throws
  {
    let count = 10_000
    let changes = ["CACHING_TTL_SECONDS": "100", "CACHE_MAX_MEMORY_ENTRIES": "\(count)"]
    let service = try TestService(changes, source: ScriptedSource { [numbered] in numbered.answer(about: $0) })
    let store = service.components.parts.store
    for number in 0..<count {
      guard case .uncached(let resolve) = store.lookup("consumer-\(number)") else { continue }
      _ = try await resolve()
    }
    var confirmed: [Int] = []
    for second in 0...105 {
      let before = numbered.calls
      for number in 0..<count {
        _ = store.lookup("consumer-\(number)")
        // As many as may be under way at a time find their end.
        if store.fetchesInFlight > 8 { await settle(service) }
      }
      await settle(service)
      confirmed += repeatElement(second, count: numbered.calls - before)
      service.time.advance(by: .seconds(1))
    }
    let middle = confirmed.sorted().dropFirst(count / 20).prefix(count * 9 / 10)
    #expect(confirmed.count >= count)
    // The middle nine tenths alone take that long, and no second has more than a tenth of them.
    #expect(try #require(middle.last) - (try #require(middle.first)) >= 20)
    let busiest = Dictionary(grouping: confirmed.filter { $0 < 100 }) { $0 }.values.map(\.count).max()
    #expect(try #require(busiest) < count / 10)
  }

  /// Lets what goes on behind the clients' backs come to its end.
  private func settle(_ service: TestService) async {
    while service.components.parts.store.fetchesInFlight > 0 { await Task.yield() }
  }
}

import HTTPEdge
import NIOCore
import Synchronization
import Testing

struct PipelineTests {
  /// Writes down when it is passed, and answers early when it is asked to.
  private struct Step: Middleware {
    let name: String
    let journal: Journal

    func admit(_ request: inout Request) -> Response? {
      journal.write("admit \(name) \(request.path)")
      request.path += name
      return request.query == name ? Response(ResponseHead(.forbidden, fields: .empty)) : nil
    }

    func finish(_ response: inout Response, for request: Request) {
      journal.write("finish \(name) \(request.path)")
      response.body += Array(name.utf8)
    }
  }

  private final class Journal: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func write(_ line: String) { lines.withLock { $0.append(line) } }
  }

  private let journal = Journal()
  private let pipeline: Pipeline

  init() {
    let journal = journal
    let response = Response(ResponseHead(.ok, fields: .empty))
    pipeline = Pipeline(
      ["a", "b", "c"].map { Step(name: $0, journal: journal) },
      router: Router(
        [
          Route(.get, "/abc") { request in
            journal.write("handle")
            switch request.query {
            case "pending": return .pending { response }
            case "stream": return .stream(StreamedResponse(response) { AsyncStream { nil } })
            default: return .ready(response)
            }
          }
        ],
        fallbacks: Router.Fallbacks(
          options: { _ in response }, methodNotAllowed: { _, _ in response },
          notFound: { _ in Response(ResponseHead(.notFound, fields: .empty)) })),
      fault: { fault, id, request in
        Response(ResponseHead(fault.status, fields: .empty), body: Array("\(id) \(request?.path ?? "") ".utf8))
      })
  }

  private func ask(_ path: String, _ query: String? = nil) async -> Response {
    let request = Request(method: .get, path: path, query: query, headers: RequestHeaders([]), id: .adopted("a"))
    switch pipeline.respond(to: request) {
    case .ready(let response): return response
    case .pending(let work): return await work()
    case .stream(let streamed): return streamed.head
    }
  }

  @Test(arguments: [nil, "pending", "stream"])
  func `middleware admits in order and finishes in reverse`(query: String?) async {
    let response = await ask("/", query)
    #expect(
      journal.all == [
        "admit a /", "admit b /a", "admit c /ab", "handle", "finish c /abc", "finish b /abc", "finish a /abc",
      ])
    #expect(response.body == Array("cba".utf8))
  }

  @Test func `an early answer skips what is behind it, and is finished by all`() async {
    let response = await ask("/", "b")
    #expect(
      journal.all == ["admit a /", "admit b /a", "finish c /ab", "finish b /ab", "finish a /ab"])
    #expect(response.status == .forbidden)
    #expect(response.body == Array("cba".utf8))
  }

  @Test func `a fallback is finished like any response`() async {
    let response = await ask("/x")
    #expect(response.status == .notFound)
    #expect(response.body == Array("cba".utf8))
  }

  @Test func `a fault without a request is rendered with the id of its exchange`() {
    let response = pipeline.response(to: .malformed(""), id: .adopted("id"))
    #expect(response.status == .badRequest)
    #expect(response.body == Array("id  ".utf8))
    #expect(journal.all.isEmpty)
  }

  @Test func `a fault of a known request is finished like any response`() {
    let request = Request(method: .post, path: "/p", headers: RequestHeaders([]), id: .adopted("id"))
    let response = pipeline.response(to: .bodyTooLarge(limit: 1), of: request)
    #expect(response.status == .contentTooLarge)
    #expect(response.body == Array("id /p cba".utf8))
    #expect(journal.all == ["finish c /p", "finish b /p", "finish a /p"])
  }
}

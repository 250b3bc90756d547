import Synchronization

/// A script with a little state: the consumers and credentials of one Kong, in both of its languages.
///
/// It knows as much as the tests of the client need; that it speaks as Kong does is the business of the recordings.
final class FakeKong: Sendable {
  struct Consumer: Sendable {
    var id: String
    var username: String
    /// The credentials, each as JSON.
    var credentials: [String] = []
  }

  struct State: Sendable {
    var consumers: [Consumer]
    var hasRealm = false
    /// What is answered to the calls that begin so, whatever the state.
    var overrides: [(prefix: String, turn: ScriptedServer.Turn)] = []
  }

  let state: Mutex<State>

  init(_ consumers: Consumer...) {
    state = Mutex(State(consumers: consumers))
  }

  static func alice(keys: String...) -> Consumer {
    Consumer(id: aliceID, username: "alice", credentials: keys.map { credential(key: "\"\($0)\"") })
  }

  /// Answers the calls that begin so in a certain way from now on; nil for the usual one.
  func override(_ prefix: String, _ turn: ScriptedServer.Turn?) {
    state.withLock { state in
      state.overrides.removeAll { $0.prefix == prefix }
      if let turn { state.overrides.append((prefix, turn)) }
    }
  }

  func change(_ change: (inout State) -> Void) {
    state.withLock { change(&$0) }
  }

  var script: ScriptedServer.Script {
    { request, _ in self.answer(to: request) }
  }

  private func answer(to request: RequestHead) -> ScriptedServer.Turn {
    state.withLock { state in
      if let special = state.overrides.first(where: { request.call.hasPrefix($0.prefix) }) { return special.turn }
      let path = request.target.replacing("/core-entities", with: "").split(separator: "/").map(String.init)
      switch (request.call.split(separator: " ")[0], path.first ?? "", path.count) {
      case ("GET", "realms", 2): return state.hasRealm ? .json("{}") : .notFound
      case ("POST", "realms", 1):
        state.hasRealm = true
        return .json("{}", status: 201)
      case ("GET", "consumers", 2): return consumer(path[1], in: state).map { .json(body(of: $0)) } ?? .notFound
      case ("GET", "consumers", 3):
        return consumer(path[1], in: state).map { .json(list($0.credentials)) } ?? .notFound
      case ("POST", "consumers", 3): return create(path[1], request.body, in: &state)
      case ("GET", let search, 1) where search.hasPrefix("consumers?"):
        let name = search.split(separator: "=").last.map(String.init) ?? ""
        return .json(list(state.consumers.filter { $0.username == name }.map(body(of:))))
      default: return .json("{}")
      }
    }
  }

  private func consumer(_ text: String, in state: State) -> Consumer? {
    state.consumers.first { $0.id.lowercased() == text.lowercased() || $0.username == text }
  }

  private func body(of found: Consumer) -> String {
    consumer(id: json(found.id), username: json(found.username))
  }

  private func consumer(id: String, username: String) -> String {
    "{\"id\":\(id),\"username\":\(username),\"custom_id\":null}"
  }

  private func list(_ entities: [String]) -> String {
    "{\"data\":[\(entities.joined(separator: ","))],\"next\":null,\"meta\":{\"page\":{\"number\":1}},\"page\":[]}"
  }

  private func create(_ id: String, _ body: String, in state: inout State) -> ScriptedServer.Turn {
    guard let index = state.consumers.firstIndex(where: { $0.id.lowercased() == id.lowercased() }) else {
      return .notFound
    }
    let created = body.dropLast() + ",\"algorithm\":\"HS256\",\"consumer\":{\"id\":\"\(state.consumers[index].id)\"}}"
    state.consumers[index].credentials.append(String(created))
    return .json(String(created), status: 201)
  }
}

extension ScriptedServer.Turn {
  static var notFound: Self { .json(#"{"message":"Not found"}"#, status: 404) }
}

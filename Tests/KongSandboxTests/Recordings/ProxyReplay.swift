import HTTPEdge
import KongSandbox

/// All recordings of the proxy, played once in their order against one sandbox.
enum ProxyReplay {
  static let answers = Task { await play() }

  static let supported = Recording.proxy.filter { UnsupportedRecordings.proxy[$0.name] == nil }

  private static func play() async -> [String: Replayed] {
    let values = ScriptedValues()
    let store = KongStore(.recorded, source: values.source)
    let upstream = RecordingUpstream()
    let proxy = GatewayProxy(store, routes: .recorded(upstream: upstream))
    var answers: [String: Replayed] = [:]
    for recording in Recording.proxy {
      values.follow(recording)
      upstream.follow(recording)
      store.withState { RecorderSteps.apply(before: recording.name, to: &$0) }
      let response: Response
      switch proxy.respond(to: recording.request.received) {
      case .ready(let ready): response = ready
      case .pending(let work): response = await work()
      case .stream(let streamed): response = streamed.head
      }
      answers[recording.name] = Replayed(response, upstream: upstream.received)
    }
    return answers
  }
}

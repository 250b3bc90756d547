import HTTPEdge
import KongSandbox

/// All recordings of the Admin API, played once in their order against one sandbox, since each leaves its mark on the next.
enum AdminReplay {
  static let answers: [String: Replayed] = {
    let values = ScriptedValues()
    let store = KongStore(.recorded, source: values.source)
    let api = AdminAPI(store)
    var answers: [String: Replayed] = [:]
    var unrecordedID: String?
    for recording in Recording.adminAPI {
      values.follow(recording)
      store.withState { $0.databaseIsReachable = !recording.name.hasPrefix("db_down_") }
      guard case .ready(let response) = api.respond(to: recording.request.received) else { continue }
      answers[recording.name] = Replayed(response)
      if recording.name == "consumer_create_username_is_uuid" { unrecordedID = recording.document?["id"]?.string }
      if recording.name == "consumer_get_username_is_uuid_404", let id = unrecordedID {
        // The recorder took this consumer away without keeping that exchange: it is absent from the pages that follow.
        store.withState { $0.removeConsumer(id) }
      }
    }
    return answers
  }()

  static let supported = Recording.adminAPI.filter { UnsupportedRecordings.adminAPI[$0.name] == nil }
}

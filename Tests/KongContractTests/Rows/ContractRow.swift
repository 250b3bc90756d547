import Testing

/// One line of the contract between Kong and its client: a consumer, a question, and what comes of it.
struct ContractRow: Sendable, CustomTestStringConvertible {
  /// By which text the consumer is asked for.
  enum Question: Sendable {
    case id, upperCaseID, username, customID
    /// Another text; `{run}` stands for the mark of the run.
    case text(String)
  }

  enum Outcome: Sendable, Equatable {
    /// The keys of all usable credentials, the one that signs first; `{run}` stands for the mark of the run.
    case keys([String])
    /// So many usable credentials, with keys of Kong's own making.
    case count(Int)
    case notFound
  }

  let title: String
  /// The recorded exchange that shows it; nil where none does.
  let recording: String?
  /// `{run}` stands for the mark of the run.
  let username: String?
  let customID: String?
  let credentials: [String]
  let question: Question
  let outcome: Outcome
  /// What comes of it in Konnect's language, where that differs.
  let outcomeInKonnect: Outcome

  init(
    _ title: String, recording: String? = nil, username: String? = "name-{run}", customID: String? = nil,
    _ credentials: [String] = [#"{"key":"key-{run}","secret":"0123456789abcdef0123456789abcdef"}"#],
    ask question: Question = .id, _ outcome: Outcome = .keys(["key-{run}"]), inKonnect: Outcome? = nil
  ) {
    self.title = title
    self.recording = recording
    self.username = username
    self.customID = customID
    self.credentials = credentials
    self.question = question
    self.outcome = outcome
    self.outcomeInKonnect = inKonnect ?? outcome
  }

  var testDescription: String {
    recording.map { "\(title) (recorded as \($0))" } ?? title
  }
}

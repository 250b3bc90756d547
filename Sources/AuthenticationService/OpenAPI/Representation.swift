import Crypto
import HTTPEdge

/// The description in one of its forms, as it is sent.
struct Representation: Sendable {
  /// The forms that there are.
  enum Form: Sendable, Hashable, CaseIterable {
    case yaml, json, page

    /// What the client likes best; JSON where it likes nothing that there is, as the replaced service had it.
    init(_ accepted: AcceptedTypes) {
      self = accepted.best(of: Self.allCases.map { ($0.names, $0) }, else: .json)
    }

    /// Media types by which it is asked for.
    private var names: [String] {
      switch self {
      case .yaml: ["application/yaml", "text/yaml", "application/x-yaml"]
      case .json: ["application/json"]
      case .page: ["text/html"]
      }
    }

    /// What an answer with it says, whoever asks.
    var fields: HeaderBlock {
      HeaderBlock([
        ("Content-Type", contentType), ("Cache-Control", "public, max-age=300"), ("Vary", "Accept, Accept-Version"),
      ])
    }

    private var contentType: String {
      switch self {
      case .yaml: "application/yaml"
      case .json: "application/json"
      case .page: "text/html; charset=utf-8"
      }
    }
  }

  let form: Form
  let content: [UInt8]
  let validators: Validators

  init(_ document: OpenAPIDocument, as form: Form) {
    self.form = form
    content = document.content(as: form)
    validators = Validators(tag: EntityTag(ofContent: content), lastModified: DocumentRevision.time)
  }
}

extension OpenAPIDocument {
  /// The document in one of its forms.
  func content(as form: Representation.Form) -> [UInt8] {
    switch form {
    case .json: json.pretty
    case .yaml: YAMLText.render(json)
    case .page: Array(DocumentationPage(self).html.utf8)
    }
  }
}

extension EntityTag {
  /// The first half of the content's SHA-256 in hexadecimal digits.
  init(ofContent content: [UInt8]) {
    self.init(SHA256.hash(data: content).prefix(16).hexadecimal)
  }
}

import HTTPEdge
import Synchronization

/// Answers `GET /`: the description of the API, in the form that the client likes best.
struct DescriptionHandler: Sendable {
  let document: OpenAPIDocument
  let heads: ResponseHeads
  private let rendered = Renditions()

  init(document: OpenAPIDocument, heads: ResponseHeads) {
    self.document = document
    self.heads = heads
  }

  func reply(to request: Request) -> Reply {
    let form = Representation.Form(AcceptedTypes(request.headers))
    if let known = rendered.representation(as: form) { return .ready(response(known, to: request)) }
    // To write it for the first time takes longer than an event loop may.
    return .pending { response(rendered.representation(of: document, as: form), to: request) }
  }

  private func response(_ representation: Representation, to request: Request) -> Response {
    let validators = representation.validators
    let isKnown = validators.areKnown(to: request.headers)
    var response = Response(
      heads.description(representation.form, isKnown: isKnown), body: isKnown ? [] : representation.content)
    response.fields.append("ETag", validators.tag.text)
    if !isKnown { response.fields.append("Last-Modified", HTTPDate.format(validators.lastModified)) }
    if representation.form == .page {
      response.fields.append(APIVersion.contentPolicy, DocumentationPage.contentSecurityPolicy)
    }
    return response
  }
}

/// What has been written already: the same for everybody.
private final class Renditions: Sendable {
  private let known = Mutex<[Representation.Form: Representation]>([:])

  func representation(as form: Representation.Form) -> Representation? {
    known.withLock { $0[form] }
  }

  /// Writes it, unless somebody else has meanwhile.
  func representation(of document: OpenAPIDocument, as form: Representation.Form) -> Representation {
    if let representation = representation(as: form) { return representation }
    let representation = Representation(document, as: form)
    known.withLock { $0[form] = representation }
    return representation
  }
}

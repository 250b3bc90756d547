/// One operation on the page.
struct OperationSection {
  private let endpoint: Endpoint
  private let operation: Operation
  private let document: OpenAPIDocument

  init(_ endpoint: Endpoint, in document: OpenAPIDocument) {
    self.endpoint = endpoint
    self.operation = endpoint.operation
    self.document = document
  }

  var html: String {
    """
    <section id="\(operation.id)">
    <h3>\(HTML.route(endpoint))</h3>
    <p><strong>\(HTML.text(operation.summary)).</strong> \(HTML.line(operation.description))</p>
    \(security)\(parameters)\(answers)
    </section>
    """
  }

  private var security: String {
    let all = endpoint.security(asksOperators: document.asksOperators)
    guard !all.isEmpty else { return "" }
    return all.map { "<p><em>\($0.title).</em> \(HTML.line($0.meaning))</p>\n" }.joined()
  }

  private var parameters: String {
    guard !operation.parameters.isEmpty else { return "" }
    let rows = operation.parameters.map { parameter in
      """
      <tr><td><code>\(HTML.text(parameter.name))</code></td><td>\(parameter.place.rawValue)</td>\
      <td>\(parameter.isRequired ? "required" : "")</td><td>\(HTML.line(parameter.words))</td></tr>
      """
    }
    return "<table><caption>Parameters</caption>\(rows.joined())</table>\n"
  }

  private var answers: String {
    endpoint.answers(asksOperators: document.asksOperators).map { answer in
      """
      <details><summary><b class="status\(answer.status / 100)">\(answer.status)</b> \(HTML.line(answer.meaning))</summary>\
      \(fields(answer))\(answer.contents.map(content).joined())</details>
      """
    }.joined(separator: "\n")
  }

  private func fields(_ answer: OperationAnswer) -> String {
    answer.fields.map { "<p><code>\($0.rawValue)</code> \(HTML.line($0.meaning))</p>" }.joined()
  }

  private func content(_ content: OperationAnswer.Content) -> String {
    let examples = content.examples.map { example -> String in
      let text =
        if case .string(let text) = example.json { text } else { String(decoding: example.json.pretty, as: UTF8.self) }
      return "<pre>\(HTML.text(text))</pre>"
    }
    return "<p><code>\(HTML.text(content.type))</code></p>\(examples.joined())"
  }
}

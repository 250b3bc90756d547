import Crypto
import FoundationEssentials
import HTTPEdge

/// The description of the API as a page for people: no script, nothing from elsewhere.
struct DocumentationPage {
  private let document: OpenAPIDocument

  init(_ document: OpenAPIDocument) {
    self.document = document
  }

  /// What browsers may do with the page: use this one style sheet.
  static let contentSecurityPolicy: String = {
    let digest = Data(SHA256.hash(data: Data(DocumentationStyle.sheet.utf8))).base64EncodedString()
    return
      "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  }()

  var html: String {
    let title = HTML.text(document.description.title)
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <style>\(DocumentationStyle.sheet)</style>
      </head>
      <body>
      <header>
      <h1>\(title) <small>\(HTML.text(document.description.version))</small></h1>
      \(HTML.paragraphs(document.description.description ?? OpenAPIDocument.ownDescription))
      <p>For programs: <code>Accept: application/json</code> or <code>application/yaml</code>.</p>
      \(contents)
      </header>
      <main>
      \(document.tags.map(group).joined(separator: "\n"))
      \(schemas)
      </main>
      </body>
      </html>

      """
  }

  private var contents: String {
    let links = document.endpoints.map { endpoint in
      "<li><a href=\"#\(endpoint.operation.id)\">\(HTML.route(endpoint))</a> \(HTML.text(endpoint.operation.summary))</li>"
    }
    return "<nav><ul>\(links.joined())</ul></nav>"
  }

  private func group(_ tag: Operation.Tag) -> String {
    let operations = document.endpoints.filter { $0.operation.tag == tag }
    let sections = operations.map { OperationSection($0, in: document).html }
    return "<h2>\(tag.rawValue)</h2>\n<p>\(HTML.text(tag.meaning))</p>\n\(sections.joined(separator: "\n"))"
  }

  private var schemas: String {
    let sections = document.schemas.map { component in
      let json = String(decoding: component.schema.json.pretty, as: UTF8.self)
      return
        "<details id=\"schema-\(component.name)\"><summary>\(component.name)</summary><pre>\(HTML.text(json))</pre></details>"
    }
    return "<h2>Schemas</h2>\n\(sections.joined(separator: "\n"))"
  }
}

/// What is written into a page.
enum HTML {
  /// A text as content, or between quotes.
  static func text(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }

  /// The little of CommonMark that our descriptions use: paragraphs and `code`.
  static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n\n").map { "<p>\(line(String($0)))</p>" }.joined()
  }

  /// One line with `code` in it.
  static func line(_ text: String) -> String {
    let parts = self.text(text).split(separator: "`", omittingEmptySubsequences: false)
    // A backtick without a partner is only a backtick.
    guard parts.count % 2 == 1 else { return self.text(text) }
    return parts.enumerated().map { $0 % 2 == 1 ? "<code>\($1)</code>" : String($1) }.joined()
  }

  static func route(_ endpoint: Endpoint) -> String {
    let method = endpoint.method.name
    return "<b class=\"\(method.lowercased())\">\(method)</b> <code>\(text(endpoint.path))</code>"
  }
}

/// The name of a field of a line, with its form in JSON made once: for lines that are written for every request.
package struct LogKey: Sendable, ExpressibleByStringLiteral {
  package let name: String
  /// With the comma before and the colon behind it.
  let json: [UInt8]

  package init(_ name: String) {
    self.name = name
    var json = [UInt8(ascii: ",")]
    json.appendJSON(name)
    json.append(UInt8(ascii: ":"))
    self.json = json
  }

  package init(stringLiteral name: String) {
    self.init(name)
  }
}

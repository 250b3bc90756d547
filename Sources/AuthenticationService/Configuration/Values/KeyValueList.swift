package import AuthenticationCore

/// `name=value` pairs between commas, values percent-encoded: how OpenTelemetry writes headers and attributes into a variable.
package struct KeyValueList: Sendable, Equatable {
  package struct Pair: Sendable, Equatable {
    package let name: String
    package let value: String
  }

  private static let limit = 64

  package let pairs: [Pair]

  /// The value of a name; nil when it is not there, or empty.
  subscript(name: String) -> String? {
    pairs.last { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
  }

  /// Reads a list; empty members are nothing.
  init(_ text: String) throws(SettingRefusal) {
    var pairs: [Pair] = []
    for member in text.split(separator: ",").map(\.trimmed) where !member.isEmpty {
      guard let equals = member.firstIndex(of: "=") else {
        throw SettingRefusal("must be name=value pairs between commas, such as region=eu,zone=a")
      }
      let name = member[..<equals].trimmed
      guard let value = member[member.index(after: equals)...].trimmed.percentDecoded else {
        throw SettingRefusal("must be percent-encoded where it has a percent sign")
      }
      guard !name.isEmpty, let name = name.percentDecoded else {
        throw SettingRefusal("must have a name before each equals sign")
      }
      pairs.append(Pair(name: name, value: value))
    }
    guard pairs.count <= Self.limit else { throw SettingRefusal("must have at most \(Self.limit) pairs") }
    self.pairs = pairs
  }
}

/// Header fields of exports; what is in them is nobody's business.
package struct ExportHeaders: Sendable {
  package let fields: [(name: String, value: Secret)]

  /// Reads a list.
  init(_ text: String) throws(SettingRefusal) {
    fields = try KeyValueList(text).pairs.map { pair throws(SettingRefusal) in
      let name: String
      do throws(SettingRefusal) {
        name = try SettingType.httpToken.parse(pair.name)
      } catch {
        throw SettingRefusal("must have names that HTTP allows for fields")
      }
      guard pair.value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
        throw SettingRefusal("must have values of visible ASCII characters")
      }
      return (name, Secret(pair.value))
    }
  }
}

extension SettingType<ExportHeaders> {
  static var exportHeaders: Self {
    SettingType(label: "`name=value` pairs, comma-separated", format: { _ in SettingsReader.redacted }) {
      text throws(SettingRefusal) in try ExportHeaders(SettingType<String>.text(upTo: 16_384).parse(text))
    }
  }
}

extension SettingType<KeyValueList> {
  static var keyValueList: Self {
    SettingType(
      label: "`name=value` pairs, comma-separated",
      format: { list in list.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: ",") }
    ) { text throws(SettingRefusal) in try KeyValueList(SettingType<String>.text(upTo: 8192).parse(text)) }
  }
}

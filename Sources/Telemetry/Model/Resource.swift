/// What all telemetry of this process has in common: which service, where, in which version.
package struct Resource: Sendable {
  package var attributes: [Attribute]

  package init(_ attributes: [Attribute]) {
    self.attributes = attributes
  }
}

/// Which part of the program measures.
package struct InstrumentationScope: Sendable {
  package let name: String
  package let version: String

  package init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}

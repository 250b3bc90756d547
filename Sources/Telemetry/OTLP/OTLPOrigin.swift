/// Whose telemetry is exported: what every request says first.
package struct OTLPOrigin: Sendable {
  package var resource: Resource
  package var scope: InstrumentationScope

  package init(resource: Resource, scope: InstrumentationScope) {
    self.resource = resource
    self.scope = scope
  }
}

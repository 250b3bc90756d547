import Glibc
import Telemetry

extension Resource {
  /// What this process is, after the semantic conventions for resources, and what an operator says of it.
  ///
  /// - Parameter environment: tells Kubernetes and ECS from other places, as it did for the replaced service.
  init(_ configuration: ServiceConfiguration, environment: [String: String]) {
    var attributes = [
      Attribute("service.name", .string(configuration.service.name)),
      Attribute("service.version", .string(configuration.service.version)),
      Attribute("deployment.environment.name", .string(configuration.service.environment.rawValue)),
      Attribute("telemetry.sdk.name", "authentication-service"),
      Attribute("telemetry.sdk.language", "swift"),
      Attribute("telemetry.sdk.version", .string(ServiceVersion.current)),
      Attribute("process.pid", .integer(Int64(getpid()))),
    ]
    if let host = HostName.current { attributes.append(Attribute("host.name", .string(host))) }
    if environment["KUBERNETES_SERVICE_HOST"] != nil {
      if let pod = environment["HOSTNAME"] { attributes.append(Attribute("k8s.pod.name", .string(pod))) }
      if let namespace = environment["POD_NAMESPACE"] ?? environment["NAMESPACE"] {
        attributes.append(Attribute("k8s.namespace.name", .string(namespace)))
      }
    }
    if environment["ECS_CONTAINER_METADATA_URI_V4"] != nil {
      attributes += [Attribute("cloud.provider", "aws"), Attribute("cloud.platform", "aws_ecs")]
    }
    for pair in configuration.telemetry.resourceAttributes?.pairs ?? [] {
      // The variables that are there for the name and the version win (OpenTelemetry, "General SDK Configuration").
      if ["service.name", "service.version"].contains(pair.name) { continue }
      attributes.removeAll { $0.name == pair.name }
      attributes.append(Attribute(pair.name, .string(pair.value)))
    }
    self.init(attributes)
  }
}

/// What this machine is called.
enum HostName {
  /// Nil where the system does not say.
  static var current: String? {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

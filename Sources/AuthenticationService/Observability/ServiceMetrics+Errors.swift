import Telemetry

extension ServiceMetrics {
  static let applicationErrors = InstrumentDeclaration(
    "application_errors_total", .counter, unit: "1",
    "Answers of the token routes that are errors, and checks of Kong that failed, by the code that clients are told.",
    attributes: ["error_type", "operation", "component"])
  static let gatewayRefusals = InstrumentDeclaration(
    "gateway_refusals_total", .counter, unit: "1",
    "Requests for `/tokens` and `/tokens/validate` that did not prove that they came through Kong.")
  static let rateLimitRefusals = InstrumentDeclaration(
    "rate_limit_refusals_total", .counter, unit: "1",
    "Requests of consumers who had asked too often within a minute.")
  static let versionRequests = InstrumentDeclaration(
    "api_version_requests_total", .counter, unit: "1", "Answers by version of the API.", attributes: ["version"])
  static let versionSources = InstrumentDeclaration(
    "api_version_header_source_total", .counter, unit: "1",
    "Answers by what has chosen the version: `accept-version`, or nothing.", attributes: ["source"])
  static let versionsUnsupported = InstrumentDeclaration(
    "api_version_unsupported_total", .counter, unit: "1", "Requests for a version that there is not.")
  static let versionFallbacks = InstrumentDeclaration(
    "api_version_fallback_total", .counter, unit: "1", "Answers to those, in version 1.")
  static let securityHeaders = InstrumentDeclaration(
    "security_headers_applied_total", .counter, unit: "1", "Answers with the seven security headers.",
    attributes: ["version"])

  static let errors = [
    applicationErrors, gatewayRefusals, rateLimitRefusals, versionRequests, versionSources, versionsUnsupported,
    versionFallbacks,
    securityHeaders,
  ]
}

import Telemetry

extension ServiceMetrics {
  static let serviceLevelObjective = InstrumentDeclaration(
    "slo_objective", .gauge, unit: "1",
    "Share of requests, from 0 to 1, that must do well: `availability` without a fault of ours (5xx but 501 and 505), `latency` within the time limit of p99.",
    attributes: ["route", "objective"])
  static let serviceLevelThreshold = InstrumentDeclaration(
    "slo_threshold_seconds", .gauge, unit: "s", "Time that a percentile of the requests may take.",
    attributes: ["route", "percentile"])
  static let serviceLevelLatency = InstrumentDeclaration(
    "slo_latency_seconds", .gauge, unit: "s",
    "Time within which a percentile of the requests of the last minutes was answered; none where there was no request.",
    attributes: ["route", "percentile", "window"])
  static let serviceLevelBurnRate = InstrumentDeclaration(
    "slo_burn_rate", .gauge, unit: "1",
    "How many times faster than sustainable the error budget was used up: 1 is just what the objective allows.",
    attributes: ["route", "objective", "window"])
  static let serviceLevelViolations = InstrumentDeclaration(
    "slo_violations_total", .counter, unit: "1",
    "Looks, one every ten seconds, that found p95 or p99 of the last five minutes over its time limit.",
    attributes: ["route"])

  static let serviceLevels = [
    serviceLevelObjective, serviceLevelThreshold, serviceLevelLatency, serviceLevelBurnRate, serviceLevelViolations,
  ]
}

extension ConfigurationRule {
  /// What exports ask for.
  static let telemetry = [
    ConfigurationRule([Batches.size.name, Batches.queue.name]) { configuration in
      configuration.telemetry.spans.size > configuration.telemetry.spans.queue
        ? "must not be greater than OTEL_BSP_MAX_QUEUE_SIZE; make it smaller, or the queue longer" : nil
    },
    ConfigurationRule([Batches.logSize.name, Batches.logQueue.name, Batches.size.name, Batches.queue.name]) {
      configuration in
      // Where those of spans count for both, their fault is said once.
      let areAlike = configuration.telemetry.logs == configuration.telemetry.spans
      return configuration.telemetry.logs.size > configuration.telemetry.logs.queue && !areAlike
        ? "must not be greater than OTEL_BLRP_MAX_QUEUE_SIZE; make it smaller, or the queue longer" : nil
    },
    ConfigurationRule([Export.clientCertificate.name, Export.clientKey.name]) { configuration in
      switch (configuration.telemetry.export.clientCertificate, configuration.telemetry.export.clientKey) {
      case (.some, nil): "needs OTEL_EXPORTER_OTLP_CLIENT_KEY with its key"
      case (nil, .some): "is required when OTEL_EXPORTER_OTLP_CLIENT_KEY is set"
      case (let certificate?, let key?) where !key.isKey(of: certificate):
        "names a certificate that does not belong to the key of OTEL_EXPORTER_OTLP_CLIENT_KEY"
      default: nil
      }
    },
  ]

  private typealias Batches = ServiceConfiguration.Telemetry.Batches
  private typealias Export = ServiceConfiguration.Telemetry.Export
}

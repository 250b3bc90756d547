extension ConfigurationRule {
  /// What must hold between settings of later versions.
  static let reserved = [
    ConfigurationRule([Reserved.exportBatchSize.name, Reserved.exportQueueSize.name]) { configuration in
      configuration.reserved.exportBatchSize > configuration.reserved.exportQueueSize
        ? "must not be greater than OTEL_BSP_MAX_QUEUE_SIZE; make it smaller, or the queue longer" : nil
    }
  ]

  private typealias Reserved = ServiceConfiguration.Reserved
}

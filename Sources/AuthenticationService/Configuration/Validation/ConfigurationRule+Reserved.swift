extension ConfigurationRule {
  /// What must hold between settings of later versions.
  static let reserved = [
    ConfigurationRule([Reserved.exportBatchSize.name, Reserved.exportQueueSize.name]) { configuration in
      configuration.reserved.exportBatchSize > configuration.reserved.exportQueueSize
        ? "must not be greater than OTEL_BSP_MAX_QUEUE_SIZE; make it smaller, or the queue longer" : nil
    },
    ConfigurationRule([Reserved.reconnectDelay.name, Reserved.maximumReconnectDelay.name]) { configuration in
      configuration.reserved.reconnectDelay > configuration.reserved.maximumReconnectDelay
        ? "must not be greater than CACHE_RECONNECT_MAX_DELAY_MS; make it smaller, or that one greater" : nil
    },
  ]

  private typealias Reserved = ServiceConfiguration.Reserved
}

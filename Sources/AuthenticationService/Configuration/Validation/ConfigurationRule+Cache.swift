extension ConfigurationRule {
  /// What a snapshot of the cache asks for.
  static let cache = [
    ConfigurationRule([Cache.snapshotFile.name, Cache.encryptionKeys.name, "CACHE_ENCRYPTION_KEYS_FILE"]) {
      configuration in
      guard configuration.cache.snapshotFile != nil, configuration.cache.encryptionKeys == nil else { return nil }
      return "needs CACHE_ENCRYPTION_KEYS: secrets are not written to disk unsealed"
    }
  ]

  private typealias Cache = ServiceConfiguration.Cache
}

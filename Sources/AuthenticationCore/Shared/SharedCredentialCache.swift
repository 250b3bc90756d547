/// What replicas of the service know together.
///
/// It stands behind the memory of each and before Kong. Whatever troubles it is its own business: to those who ask it is
/// as if nothing were known.
package protocol SharedCredentialCache: Sendable {
  /// Finds what some replica knows of a consumer, or finds out that it is for us to ask Kong.
  ///
  /// May wait for another replica that is asking Kong already; never longer than its own limits allow.
  ///
  /// - Parameter life: how long credentials must still be fresh to be of use; zero for any that are fresh.
  func find(_ name: String, freshFor life: Duration) async -> SharedAnswer

  /// Tells the others what Kong has answered. Does not wait.
  func store(_ remembered: RememberedCredentials)

  /// Lets those who wait for our answer know that there will be none, since Kong cannot be asked. Does not wait.
  func giveUp(_ name: String)

  /// Tells the others that Kong knows of no usable credential any more, and drops what they have. Does not wait.
  ///
  /// - Parameter wasKnown: whether this replica had credentials; if not, there may be nothing to tell.
  func remove(_ name: String, wasKnown: Bool)
}

/// What a look-up in the shared cache gives.
package enum SharedAnswer: Sendable {
  /// Credentials that are fresh for long enough.
  case fresh(RememberedCredentials)
  /// Kong is to be asked; with credentials for the case that it cannot be, which are expired or nearly so.
  case askKong(fallback: RememberedCredentials?)
}

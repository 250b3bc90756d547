/// Tells a connection that the server is going away: the next response is its last.
struct DrainEvent: Sendable {}

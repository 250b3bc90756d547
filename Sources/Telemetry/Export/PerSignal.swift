/// A value for each signal.
struct PerSignal<Value> {
  private var traces: Value
  private var metrics: Value
  private var logs: Value

  init(_ make: (Signal) -> Value) {
    traces = make(.traces)
    metrics = make(.metrics)
    logs = make(.logs)
  }

  subscript(signal: Signal) -> Value {
    get {
      switch signal {
      case .traces: traces
      case .metrics: metrics
      case .logs: logs
      }
    }
    set {
      switch signal {
      case .traces: traces = newValue
      case .metrics: metrics = newValue
      case .logs: logs = newValue
      }
    }
  }
}

extension PerSignal: Sendable where Value: Sendable {}

extension RedisConnection {
  /// Asks from time to time whether somebody is there, and returns when nobody is, the connection has ended, or the task is
  /// cancelled.
  package func staysAlive(interval: Duration) async {
    await withTaskGroup { group in
      group.addTask { [self] in
        await withTaskCancellationHandler {
          await closed()
        } onCancel: {
          close()
        }
      }
      group.addTask { [self] in
        while !Task.isCancelled {
          try? await Task.sleep(for: interval)
          guard !Task.isCancelled, (try? await send(RedisCommand("PING"), within: interval)) != nil else { return }
        }
      }
      await group.next()
      group.cancelAll()
    }
  }
}

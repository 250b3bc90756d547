import AuthenticationCore
import Testing

struct RetryBudgetTests {
  let budget = RetryBudget(share: 0.2, limit: 10)

  @Test func `the first failure may be tried again, the second not`() {
    budget.deposit()
    #expect(budget.withdraw())
    budget.deposit()
    #expect(!budget.withdraw())
  }

  @Test(arguments: [1, 5, 10, 100, 1000, 9999])
  func `when everything fails a fifth is tried again, and one`(calls: Int) {
    for _ in 0..<calls {
      budget.deposit()
      _ = budget.withdraw()
    }
    #expect(budget.retries <= calls / 5 + 1)
    #expect(budget.retries >= calls / 5)
  }

  @Test func `every fifth call pays for one retry`() {
    #expect(budget.withdraw())
    for _ in 0..<3 {
      for _ in 0..<4 {
        budget.deposit()
        #expect(!budget.withdraw())
      }
      budget.deposit()
      #expect(budget.withdraw())
    }
  }

  @Test func `a long calm saves up no more than the limit`() {
    for _ in 0..<100_000 { budget.deposit() }
    var retries = 0
    while budget.withdraw() { retries += 1 }
    #expect(retries == 10)
    #expect(budget.retries == 10)
  }

  @Test func `many tasks cannot take out more than there is`() async {
    for _ in 0..<1000 { budget.deposit() }
    let taken = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<200 { group.addTask { [budget] in budget.withdraw() } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(taken == 10)
  }
}

import AuthenticationCore

extension BreakerScript {
  /// While everything passes: thresholds of number and of share, here 50 %, volume 3, window 10 s in 10 buckets.
  static let closed: [BreakerScript] = [
    .init("begins closed", "+0:c s"),
    .init("successes keep it closed", "s s s s s s s s s s:c"),
    .init("one failure is too few", "f:c s"),
    .init("two failures are too few", "f f:c s"),
    .init("three failures of three trip it", "f f f:o"),
    .init("a share of exactly the threshold does not", "s s f f:c f:o"),
    .init("one of two is not above a half, and too few", "s f:c"),
    .init("two of four are not above a half", "s f s f:c s"),
    .init("two of three are above a half", "s f f:o"),
    .init("three of five are", "s s f f f:o"),
    .init("three of six are not", "s s s f f f:c"),
    .init("four of seven are", "s s s f f f f:o"),
    .init("the order does not matter while the last is a failure", "f s f:o"),
    .init("a success is never the drop that spills it", "f f s:c s"),
    .init("but the failure after it is", "f f s f:o"),
    .init("many successes outweigh few failures", "s s s s s s s s s f f f f f f f f f:c f:o"),
    .init("what says nothing counts nothing", "n n n n n n:c f f:c f:o"),
    .init("nothing does not fill the volume", "f f n n n:c"),
    .init("nothing does not thin the share", "n n n n n f f f:o"),
    .init("volume one trips at the first failure", "f:o") { $0.volumeThreshold = 1 },
    .init("volume one, share a half: a success before it saves one", "s f:c f:o") { $0.volumeThreshold = 1 },
    .init("volume five waits for five", "f f f f:c f:o") { $0.volumeThreshold = 5 },
    .init("volume five counts successes too", "s s f f:c f:o") { $0.volumeThreshold = 5 },
    .init("volume zero is one", "f:o") { $0.volumeThreshold = 0 },
    .init("threshold 100 never trips", "f f f f f f f f f f:c") { $0.failureRateThreshold = 100 },
    .init("threshold 1 trips at one of three", "s s f:o") { $0.failureRateThreshold = 1 },
    .init("threshold 75: three of four do not", "s f f f:c") { $0.failureRateThreshold = 75 },
    .init("threshold 75: four of five do", "s f f f f:o") { $0.failureRateThreshold = 75 },
    .init("threshold 30: one of three does", "s s f:o") { $0.failureRateThreshold = 30 },
    .init("threshold 33.4: one of three does not", "s s f:c") { $0.failureRateThreshold = 33.4 },
    .init("threshold 33.3: one of three does", "s s f:o") { $0.failureRateThreshold = 33.3 },
  ]

  /// How outcomes leave the window.
  static let window: [BreakerScript] = [
    .init("failures within the window add up", "f +4 f +4 f:o"),
    .init("failures further apart do not", "f +10 f +10 f:c"),
    .init("the oldest bucket leaves first", "f +9 f +1 f:c"),
    .init("just before its end a bucket still counts", "f +9 f +0.999 f:o"),
    .init("an outcome lives as long as its bucket", "f +0.999 f +8.5 f:o"),
    .init("outcomes of one bucket leave together", "f +0.5 f +9.5 f:c"),
    .init("old successes do not thin new failures", "s s s s s s +10 f f f:o"),
    .init("successes within the window do", "s s s s s s +9 f f f:c"),
    .init("they leave one bucket after the other", "s +1 s +1 s +1 s +6 f f f:c +1 f:o"),
    .init("a long silence empties it", "f f +3600 f:c f f:o"),
    .init("a silence of many windows empties it", "f f +86400 f f:c"),
    .init("one bucket empties at once", "f f +10 f:c") { $0.buckets = 1 },
    .init("one bucket holds until its end", "f f +9.9 f:o") { $0.buckets = 1 },
    .init("two buckets leave in halves", "f +5 f +5 f:c f:o") { $0.buckets = 2 },
    .init("fifty buckets leave finely", "f f +9.9 f:o") { $0.buckets = 50 },
    .init("fifty buckets, a fifth of a second later", "f f +10.1 f:c") { $0.buckets = 50 },
    .init("buckets zero are one", "f f +9.9 f:o") { $0.buckets = 0 },
    .init("a window of a second", "f f +1 f:c f f:o") { $0.window = .seconds(1) },
    .init("a window of a minute", "f +25 f +25 f:o") { $0.window = .seconds(60) },
    .init("time alone trips nothing", "f f +5:c +5:c +100:c"),
  ]

  /// While nothing passes; the reset time is 60 s.
  static let open: [BreakerScript] = [
    .init("refuses at once", "f f f:o x60"),
    .init("tells the time to the next trial", "f f f x60 +10 x50 +49 x1 +0.5 x0.5"),
    .init("stays open until the time is over", "f f f +59.999:o x"),
    .init("is half-open when it is", "f f f +60:h"),
    .init("refusals do not prolong it", "f f f +30 x x x x +30:h s:c"),
    .init("refusals are no failures", "f f f x x x x x +60 s:c f f:c"),
    .init("a long time open is no different", "f f f +86400:h s:c"),
    .init("a reset time of a second", "f f f:o x1 +1:h s:c") { $0.resetTimeout = .seconds(1) },
    .init("a reset time of five minutes", "f f f +299:o +1:h") { $0.resetTimeout = .seconds(300) },
  ]

  /// While one may try.
  static let halfOpen: [BreakerScript] = [
    .init("a success closes it", "f f f +60 s:c"),
    .init("a failure opens it again", "f f f +60 f:o"),
    .init("for the whole reset time", "f f f +60 f:o x60 +59:o x1 +1:h"),
    .init("one failure is enough, whatever the volume", "f f f f f f +60 f:o") { $0.volumeThreshold = 6 },
    .init("one failure is enough, whatever the threshold", "f f f +60 f:o") { $0.failureRateThreshold = 99 },
    .init("only one may try", "f f f +60 >a x0 x0 x0 sa:c"),
    .init("others wait for as long as the trial takes", "f f f +60 >a +30 x0 +300 x0:h sa:c s"),
    .init("the trial under way keeps it half-open", "f f f +60 >a:h +1000:h"),
    .init("a trial that says nothing leaves its place to another", "f f f +60 n:h s:c"),
    .init("and again", "f f f +60 n:h n:h n:h f:o"),
    .init("a trial that says nothing, with others refused meanwhile", "f f f +60 >a x0 na:h >b x0 sb:c"),
    .init("after closing everything passes", "f f f +60 s:c s s s s s s:c"),
    .init("after closing old failures are forgotten", "f f f +60 s f f:c"),
    .init("after closing it can trip again", "f f f +60 s f f f:o"),
    .init("it goes round and round", "f f f:o +60 f:o +60 f:o +60 s:c f f f:o +60 s:c"),
    .init("failures of the trial do not fill the window", "f f f +60 f +60 s:c f f:c"),
  ]

  /// Outcomes that come late: they belong to a breaker that is no more.
  static let late: [BreakerScript] = [
    .init("a late success does not close an open breaker", ">a f f f:o sa:o x60"),
    .init("a late failure does not prolong it", ">a f f f:o +30 fa:o x30"),
    .init("a late success does not close a half-open one", ">a f f f +60:h sa:h"),
    .init("a late success is not the trial's", ">a f f f +60 >b sa:h x0 sb:c"),
    .init("a late failure is not the trial's", ">a f f f +60 >b fa:h sb:c"),
    .init("a late failure does not count after the closing", ">a >b >c f f f +60 s:c fa fb fc:c"),
    .init("a late success does not count after the closing", ">a >b f f f +60 s:c sa sb f f f:o"),
    .init("a trial that ends after another one opened it", "f f f +60 >a na >b fb:o sa:o"),
    .init("outcomes in time count, however long the call took", ">a >b >c +3600 fa fb fc:o"),
    .init("calls count when they end and not when they began", ">a +9 f f:c +0.5 fa:o"),
    .init("who ends later than the window counts alone", ">a f f:c +10 fa:c"),
    .init("a late nothing frees no place", "f f f +60 >a fa:o +60 >b na:h x0 sb:c"),
    .init("the second failure of a wave that tripped it is late", ">a >b >c >d fa fb fc:o fd:o x60"),
  ]

  static let table = closed + window + open + halfOpen + late
}

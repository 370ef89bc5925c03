#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif
import Synchronization

/// Work on many things at once, on as many threads as there are processors.
enum Workers {
  /// The processors that are there, at most 64.
  static var processors: Int { min(max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1), 64) }

  /// From so many things on a second thread is worth its start.
  private static let fewest = 8

  /// The results of work on each element, in their order.
  ///
  /// - Parameters:
  ///   - state: what a thread keeps from one element to the next.
  ///   - work: what is done with an element. It is called from several threads, each with its own state.
  static func map<Element: Sendable, State, Result: Sendable>(
    _ elements: [Element], threads: Int = processors, state: @escaping @Sendable () -> State,
    _ work: @escaping @Sendable (Element, inout State) -> Result
  ) -> [Result] {
    let queue = Queue(count: elements.count)
    let body: @Sendable () -> [(Int, Result)] = {
      var own = state()
      var results: [(Int, Result)] = []
      while let index = queue.next() { results.append((index, work(elements[index], &own))) }
      return results
    }
    let helpers = min(threads, elements.count / fewest) - 1
    let started = (0..<max(0, helpers)).compactMap { _ in Helper(body) }
    var all = body()
    for helper in started { all += helper.join() }
    // Which thread did what does not show: the order is that of the elements.
    return all.sorted { $0.0 < $1.0 }.map { $0.1 }
  }
}

/// Hands out the numbers below `count`, each once.
private final class Queue: Sendable {
  private let count: Int
  private let first = Atomic<Int>(0)

  init(count: Int) { self.count = count }

  func next() -> Int? {
    let index = first.add(1, ordering: .relaxed).oldValue
    return index < count ? index : nil
  }
}

/// A thread with what it brings back.
private final class Helper<Result: Sendable>: @unchecked Sendable {
  private let body: @Sendable () -> [(Int, Result)]
  // Written by the thread before it ends, read behind its end.
  private var results: [(Int, Result)] = []
  private var thread = pthread_t(bitPattern: 0)

  /// Starts the thread; nil if the system has none to give.
  init?(_ body: @escaping @Sendable () -> [(Int, Result)]) {
    self.body = body
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    // As much as the first thread has; elsewhere than on Linux others get half a megabyte.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    let box = Unmanaged.passRetained(Entry { [unowned self] in self.results = body() })
    let code = pthread_create(&thread, &attributes, { Entry.run($0) }, box.toOpaque())
    guard code == 0 else {
      box.release()
      return nil
    }
  }

  /// Waits for the end.
  func join() -> [(Int, Result)] {
    pthread_join(thread, nil)
    return results
  }
}

/// What a thread begins with.
private final class Entry {
  private let body: () -> Void

  init(_ body: @escaping () -> Void) { self.body = body }

  #if canImport(Darwin)
    static func run(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
      Unmanaged<Entry>.fromOpaque(context).takeRetainedValue().body()
      return nil
    }
  #else
    static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      if let context { Unmanaged<Entry>.fromOpaque(context).takeRetainedValue().body() }
      return nil
    }
  #endif
}

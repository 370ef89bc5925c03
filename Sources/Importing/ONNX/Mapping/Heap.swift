extension ONNX {
  /// A queue that gives the element with the smallest key first.
  struct Heap {
    private var elements: [(key: Int, value: Int)] = []

    /// Adds an element.
    mutating func insert(_ key: Int, _ value: Int) {
      elements.append((key, value))
      var index = elements.count - 1
      while index > 0, elements[(index - 1) / 2].key > elements[index].key {
        elements.swapAt(index, (index - 1) / 2)
        index = (index - 1) / 2
      }
    }

    /// Takes the element with the smallest key out.
    mutating func popFirst() -> Int? {
      guard let first = elements.first, let last = elements.popLast() else { return nil }
      guard !elements.isEmpty else { return first.value }
      elements[0] = last
      var index = 0
      while true {
        var smallest = index
        for child in [2 * index + 1, 2 * index + 2]
        where child < elements.count && elements[child].key < elements[smallest].key {
          smallest = child
        }
        if smallest == index { return first.value }
        elements.swapAt(index, smallest)
        index = smallest
      }
    }
  }
}

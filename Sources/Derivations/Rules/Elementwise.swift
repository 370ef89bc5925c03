import Networks

/// Operations that take every value by itself, or only lay the values out anew: activations, sums of tensors, flattening.
/// They have no parameters and no multiply-adds; a convention may count them.
enum Elementwise {
  static func work(in layer: inout Working) { layer.bindInput() }
}

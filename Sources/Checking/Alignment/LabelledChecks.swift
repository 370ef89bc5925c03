extension Calculation {
  /// What calculations give beside the settings of their text: recurrent layers, low-rank updates, vision transformers and
  /// perceptrons. Whatever form a text has, it is read once for all of them.
  mutating func checkLabelledCalculations() {
    let hasCells = holds(LabelledSubjects.cells)
    let hasUpdates = holds(LabelledSubjects.updates)
    let hasPatches = holds(LabelledSubjects.patches)
    let hasPerceptrons = holds(LabelledSubjects.perceptrons)
    guard hasCells || hasUpdates || hasPatches || hasPerceptrons else { return }
    let all = labelledCalculations
    guard all.count > 1 else { return }
    if hasCells { checkRecurrentBesideSettings(all) }
    if hasUpdates { checkLowRankBesideSettings(all) }
    if hasPatches { checkPatchesBesideSettings(all) }
    if hasPerceptrons { checkPerceptronsBesideSettings(all) }
    if hasCells || hasPatches || hasPerceptrons { checkTotalsOfLabelled(all) }
  }
}

private enum LabelledSubjects {
  static let cells: PhraseSet = ["lstm", "gru", "rnn", "recurrent"]
  static let updates: PhraseSet = ["lora", "low-rank", "低秩"]
  static let patches: PhraseSet = ["patch", "图块"]
  static let perceptrons: PhraseSet = [
    "mlp", "perceptron", "感知机", "全连接网络", "fully connected net", "dense net",
  ]
}

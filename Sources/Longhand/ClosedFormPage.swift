public import Derivations
public import Explaining

extension Pages {
  /// The closed forms of a network or of a part of it as a document; a quantity that has none is named with the reason.
  ///
  /// - Parameter layer: the path of the part; empty for the network.
  /// - Returns: nil if there is no part of this path.
  public func closedForms(_ forms: ClosedForms, layer: String = "") -> Document? {
    let solution: WorkedSolution
    do throws(WorkedSolutionError) {
      solution = try WorkedSolution(forms.derivation, wording: wording, detail: .totals, layer: layer)
    } catch { return nil }
    var document = Document(language: wording.language, title: [], blocks: [])
    document.isDerived = true
    if case .inlines(let title)? = solution.fragments["title"] { document.title = title }
    for quantity in ClosedForms.quantities {
      do throws(NoClosedForm) {
        let form = try forms.form(of: quantity, at: layer)
        document.blocks += ClosedFormText.blocks(
          form, letters: forms.letters, at: layer, of: forms.derivation, wording: wording)
      } catch {
        if case .noSuchStep = error { continue }
        document.blocks.append(.paragraph(ClosedFormText.sentence(error, for: quantity, wording: wording)))
      }
    }
    return document
  }
}

/// Everything that Longhand can do, by one import:
///
///     import Longhand
///
///     guard let network = Catalogue.network(named: "ResNet-101") else { return }
///     let derivation = try derive(network)
///     derivation.root.value(.macs)   // 7,801,405,440
@_exported public import Checking
@_exported public import Derivations
@_exported public import Explaining
@_exported public import Importing
@_exported public import Networks
@_exported public import Publishing
@_exported public import Symbolics
@_exported public import Workings

/// Names, what can be called, and the seed in force. A block works on a copy, so what it binds ends with it.
package struct Scope: Sendable {
    package private(set) var names: [String: Value] = [:]
    /// What a `def` defined and nothing nearer hides. A call looks here and then among the commands, never among other values: so
    /// no function that was passed to itself can run for ever.
    package private(set) var functions: [String: Function] = [:]
    package var seed: Int?
    /// What an interrupted line had when it went no further: of `train … | eval` the model so far.
    var interrupted: Value?
    private(set) var isTop = true

    package init() {}

    /// What the code of a function sees.
    init(_ function: Function) {
        names = function.names
        functions = function.functions
        isTop = false
    }

    /// Of a block within.
    var inner: Scope {
        var inner = self
        inner.isTop = false
        return inner
    }

    package mutating func bind(_ name: String, _ value: Value) {
        names[name] = value
        functions[name] = nil
    }

    mutating func define(_ function: Function) {
        names[function.name] = .function(function)
        functions[function.name] = function
    }
}

/// How the label set of a command's result follows from its arguments, where that is known before anything runs.
///
/// Gives nil where it is not known. Throws a `Diagnostic` where no run could do with these label sets: the very one that the run would
/// throw.
package typealias LabelRule = @Sendable (KnownArguments) throws -> [String]?

/// What a reader should know of a call before anything runs, from what is known of its arguments: that so few seeds can show nothing,
/// say. Remarks, one a line; no run is refused for them.
package typealias ForesightRule = @Sendable (KnownArguments) -> [String]

import Testing

/// Expressions as they are read: a call is `(f! …)`, a word in parentheses `<x>`.
struct ExpressionTests {
    @Test(arguments: [
        ("5", "5"), ("5_000", "5000"), ("0.5", "0.5"), ("2e-5", "2e-05"), ("1E3", "1000"), ("20%", "0.2"), ("2.5%", "0.025"),
        ("true", "true"), ("false", "false"), ("none", "none"), ("x", "x"), ("größe", "größe"), ("_", "_"),
        ("\"a b\"", "\"a b\""),
        ("[]", "[]"), ("[1, x, [2]]", "[1 x [2]]"), ("[1, 2,]", "[1 2]"),
        ("{}", "{}"), ("{a: 1, \"b c\": x}", "{a: 1 b c: x}"), ("{for: 1, in: 2}", "{for: 1 in: 2}"), ("{a: 1,}", "{a: 1}"),
        ("(x)", "<x>"), ("((x))", "<x>"), ("(1)", "1"),
    ])
    func everyKindOfPrimaryIsRead(script: String, tree: String) throws {
        #expect(try printed(script) == tree)
    }

    @Test(arguments: [
        ("a or b and c", "(or a (and b c))"), ("not a and b", "(and (not a) b)"), ("not a == b", "(not (== a b))"),
        ("not not a", "(not (not a))"), ("a and not b or c", "(or (and a (not b)) c)"),
        ("a == b +- c", "(== a (+- b c))"), ("x < 1 .. 2", "(< x (.. 1 2))"), ("a +- b .. c", "(+- a (.. b c))"),
        ("1 .. n + 1", "(.. 1 (+ n 1))"), ("1..5", "(.. 1 5)"), ("a + b * c", "(+ a (* b c))"), ("(a + b) * c", "(* (+ a b) c)"),
        ("a - b - c", "(- (- a b) c)"), ("a / b * c", "(* (/ a b) c)"), ("-a ^ b", "(- (^ a b))"), ("a ^ -b", "(^ a (- b))"),
        ("a ^ b ^ c", "(^ a (^ b c))"), ("-a * b", "(* (- a) b)"), ("a * -b", "(* a (- b))"), ("--a", "(- (- a))"),
        ("a != b or a <= b and a >= b", "(or (!= a b) (and (<= a b) (>= a b)))"), ("a > b", "(> a b)"), ("20% * x", "(* 0.2 x)"),
    ])
    func operatorsBindFromLoosestToTightest(script: String, tree: String) throws {
        #expect(try printed(script) == tree)
    }

    @Test(arguments: [
        ("x -1", "(x! (- 1))"), ("x - 1", "(- x 1)"), ("x-1", "(- x 1)"), ("x -y", "(- x y)"), ("x -1%", "(x! (- 0.01))"),
        ("f x -1", "(f! x (- 1))"), ("2 -1", "(- 2 1)"), ("f (-y)", "(f! (- y))"),
    ])
    func aMinusIsAnArgumentOnlyDirectlyBeforeANumber(script: String, tree: String) throws {
        #expect(try printed(script) == tree)
    }

    @Test(arguments: [
        ("f(x)", "(f! x)"), ("f (x)", "(f! <x>)"), ("f()", "(f!)"), ("f(x, y, k=1)", "(f! x y k=1)"),
        ("f(x) + 1", "(+ (f! x) 1)"),
        ("f(x, )", "(f! x)"), ("f (x) y", "(f! <x> y)"), ("f (g x) (h y z)", "(f! (g! x) (h! y z))"),
        ("f(g(x))", "(f! (g! x))"), ("f(a + b, c and d)", "(f! (+ a b) (and c d))"), ("f (a + b)", "(f! (+ a b))"),
        ("f a.b c[0] d(1)", "(f! (. a b) (@ c 0) (d! 1))"),
    ])
    func parenthesesCallWithoutASpaceAndGroupWithOne(script: String, tree: String) throws {
        #expect(try printed(script) == tree)
    }

    @Test(arguments: [
        ("f x k=1 l=a + b", "(f! x k=1 l=(+ a b))"), ("f k=x == 1", "(f! k=(== x 1))"), ("f k = 1", "(f! k=1)"),
        ("f \"t\" for=x in=y", "(f! \"t\" for=x in=y)"), ("f for=x", "(f! for=x)"),
        ("f [1] {a: 2} true none", "(f! [1] {a: 2} true none)"),
        ("f k=g(x)", "(f! k=(g! x))"), ("f k=(g x y)", "(f! k=(g! x y))"),
    ])
    func namedArgumentsTakeWholeExpressionsAndPositionalOnesPrimaries(script: String, tree: String) throws {
        #expect(try printed(script) == tree)
    }

    @Test(arguments: [
        ("a | f", "(| a (f!))"), ("a | f x k=1 | g", "(| (| a (f! x k=1)) (g!))"), ("a | f(x)", "(| a (f! x))"),
        ("f x | g", "(| (f! x) (g!))"), ("1 + 2 | f", "(| (+ 1 2) (f!))"), ("f (a | g)", "(f! (| a (g!)))"),
        ("for i in 1..2 { i } | f", "(| (for i (.. 1 2) i) (f!))"),
    ])
    func aPipeMakesTheLeftValueAnArgument(script: String, tree: String) throws {
        #expect(try printed(script) == tree)
    }

    @Test(arguments: [
        ("a.b.c", "(. (. a b) c)"), ("a[0][1]", "(@ (@ a 0) 1)"), ("a.b[\"PER\"].f1", "(. (@ (. a b) \"PER\") f1)"),
        ("(f x).y", "(. (f! x) y)"),
        ("f(x).y", "(. (f! x) y)"), ("f(x)[i + 1]", "(@ (f! x) (+ i 1))"), ("[1, 2][0]", "(@ [1 2] 0)"),
        ("{a: 1}.a", "(. {a: 1} a)"),
        ("x [1]", "(x! [1])"), ("a.b ^ 2", "(^ (. a b) 2)"),
    ])
    func fieldsAndIndicesFollowWithoutASpace(script: String, tree: String) throws {
        #expect(try printed(script) == tree)
    }
}

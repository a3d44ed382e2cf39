"""Small changes to a module, each of which ought to make a test fail: a mutant.

A mutant is the text of a module with one expression or statement replaced, so that line numbers
stay. What only types, decorates, documents or words an error is left alone.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from os.path import commonprefix
from pathlib import Path

NEGATED = {
    ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
SHIFTED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
EXCHANGED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
METHODS = {"is_": "is_not", "is_not": "is_"}
FILTERS = ("where", "filter", "order_by", "join", "outerjoin", "limit")
KEYWORDS = ("key", "default", "reverse")
EMPTY = {
    "tuple": ["()"], "list": ["[]"], "dict": ["{}"], "set": ["set()"], "str": ["''"], "int": ["0"],
    "float": ["0.0"], "bool": ["False", "True"], "Mapping": ["{}"], "None": ["None"],
}  # fmt: skip
AROUND = 30  # characters told of what stayed the same on either side of a change
LEFT_ALONE = (ast.Assert, ast.Raise, ast.JoinedStr, ast.Import, ast.ImportFrom)


@dataclass(frozen=True)
class Mutant:
    """One change: where, in which function, what stood there and what stands there now."""

    path: str
    line: int
    function: str
    start: int  # in bytes of the module, as is end
    end: int
    after: str
    change: str

    def applied(self, source: bytes) -> bytes:
        """Return the module with the change made."""
        return source[: self.start] + self.after.encode() + source[self.end :]


def mutants_of(root: Path, path: str) -> list[Mutant]:
    """Return every mutant of a module, in the order of its lines."""
    source = (root / path).read_bytes()
    tree = ast.parse(source)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    same, kept = ast.dump(tree), {}
    for node, function in _deciding(tree, ""):
        for target, after in _replacements(node):
            start = starts[target.lineno - 1] + target.col_offset
            end = starts[(target.end_lineno or 0) - 1] + (target.end_col_offset or 0)
            told = _told(source, starts[target.lineno - 1], start, end, after)
            mutant = Mutant(path, target.lineno, function, start, end, after, told)
            if ast.dump(ast.parse(mutant.applied(source))) != same:
                kept[start, end, after] = mutant
    return sorted(kept.values(), key=lambda mutant: (mutant.line, mutant.start, mutant.after))


def _told(source: bytes, line: int, start: int, end: int, after: str) -> str:
    """Return the line of a change before and after it, cut short where both stay the same."""
    rest = source[end:].partition(b"\n")[0]
    texts = [source[line:start] + new + rest for new in (source[start:end], after.encode())]
    old, new = (" ".join(text.decode().split()) for text in texts)
    head = len(commonprefix([old, new]))
    tail = len(commonprefix([old[head:][::-1], new[head:][::-1]]))
    shown = [text[max(0, head - AROUND) : len(text) - max(0, tail - AROUND)] for text in (old, new)]
    return " -> ".join(text.strip() for text in shown)


def _deciding(node: ast.AST, function: str) -> Iterator[tuple[ast.AST, str]]:
    """Yield the parts of a module that decide something, each with its function's name."""
    for name, child in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases"):
            continue
        for part in child if isinstance(child, list) else [child]:
            if not isinstance(part, ast.AST) or isinstance(part, LEFT_ALONE) or _is_said(part):
                continue
            inside = function
            if isinstance(part, ast.FunctionDef | ast.ClassDef):
                inside = f"{function}.{part.name}".lstrip(".")
            yield part, inside
            yield from _deciding(part, inside)


def _is_said(node: ast.AST) -> bool:
    """Return whether a node is words, or `strict=True`, which words what must hold anyhow."""
    value = node.value if isinstance(node, ast.Expr) else node
    words = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return words or (isinstance(node, ast.keyword) and node.arg == "strict")


def _replacements(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Yield what to replace, which is the node or a part of it, and by what."""
    if isinstance(node, ast.expr):
        yield from ((node, after) for after in _other_expressions(node))
    elif isinstance(node, ast.stmt):
        yield from ((node, after) for after in _other_statements(node))
    if isinstance(node, ast.FunctionDef):
        yield from _nothing_returned(node)
    if isinstance(node, ast.comprehension):
        yield from ((condition, "(True)") for condition in node.ifs)
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(node.test, ast.Compare):
        yield node.test, f"({ast.unparse(ast.UnaryOp(ast.Not(), node.test))})"


def _other_expressions(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Compare():
            yield from _other_comparisons(node)
        case ast.BoolOp(op=operator, values=values):
            other = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield f"({ast.unparse(ast.BoolOp(other, values))})"
            for place in range(len(values)):
                kept = values[:place] + values[place + 1 :]
                yield f"({ast.unparse(ast.BoolOp(operator, kept) if kept[1:] else kept[0])})"
        case ast.Call():
            yield from _other_calls(node)
        case _:
            yield from _other_small_expressions(node)


def _other_small_expressions(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield f"({ast.unparse(operand)})"
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in EXCHANGED:
            yield f"({ast.unparse(ast.BinOp(left, EXCHANGED[type(operator)](), right))})"
        case ast.Subscript(value=value, slice=ast.Slice()):
            yield ast.unparse(value)
        case ast.Constant(value=value):
            yield from _other_constants(value)


def _other_comparisons(node: ast.Compare) -> Iterator[str]:
    """Yield the opposite and the shifted limit; of a double comparison, either half alone."""
    parts = [node.left, *node.comparators]
    if len(node.ops) > 1:
        for left, operator, right in zip(parts, node.ops, parts[1:], strict=False):
            yield f"({ast.unparse(ast.Compare(left, [operator], [right]))})"
        return
    for table in (NEGATED, SHIFTED):
        if other := table.get(type(node.ops[0])):
            yield f"({ast.unparse(ast.Compare(node.left, [other()], node.comparators))})"


def _other_constants(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield str(not value)
    elif isinstance(value, int):
        yield f"({value + 1})"
        yield f"({value - 1})"
    elif isinstance(value, float):
        yield f"({value * 1.1 or 0.1!r})"


def _other_calls(call: ast.Call) -> Iterator[str]:
    """Yield the opposite function, and the call without a filter or a keyword that steers it."""
    match call.func:
        case ast.Name(id=name) if other := FUNCTIONS.get(name):
            keywords = [] if other == "list" else call.keywords
            yield ast.unparse(ast.Call(ast.Name(other), call.args, keywords))
        case ast.Attribute(value=value, attr=name) if other := METHODS.get(name):
            yield ast.unparse(ast.Call(ast.Attribute(value, other), call.args, call.keywords))
        case ast.Attribute(value=value, attr=name) if name in FILTERS:
            yield ast.unparse(value)
            for place in range(len(call.args) if len(call.args) > 1 else 0):
                kept = call.args[:place] + call.args[place + 1 :]
                yield ast.unparse(ast.Call(call.func, kept, call.keywords))
    for keyword in call.keywords:
        if keyword.arg in KEYWORDS:
            others = [one for one in call.keywords if one is not keyword]
            yield ast.unparse(ast.Call(call.func, call.args, others))


def _other_statements(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Continue():
            yield "break"
        case ast.Break():
            yield "continue"
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield "pass"
        case ast.AugAssign(target=target, op=operator, value=value) if type(operator) in EXCHANGED:
            yield ast.unparse(ast.AugAssign(target, EXCHANGED[type(operator)](), value))


def _nothing_returned(function: ast.FunctionDef) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each return of a function with what its type has for nothing."""
    kinds = ast.unparse(function.returns).split(" | ") if function.returns else []
    for node in _own_statements(function):
        if isinstance(node, ast.Return) and node.value is not None:
            for kind in kinds:
                for empty in EMPTY.get(kind.partition("[")[0], []):
                    yield node, f"return {empty}"


def _own_statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is inside a function, but for the functions inside it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.Lambda):
            yield child
            yield from _own_statements(child)

"""What a FHIRPath means for a questionnaire: which questions it selects, and our own expression for the same.

Read only where it is exact. A path that selects no question, a value of a type that the
question does not have, or rows that cannot be told apart is refused, never guessed at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from stegvis.questionnaires.engine.expressions import Call, Expression, Negated, Number, Operation, Reference
from stegvis.questionnaires.fhir.drafts import Draft, Whole
from stegvis.questionnaires.fhir.fhirpath import (
    Binary,
    CannotFollow,
    First,
    Literal,
    Minus,
    Name,
    Path,
    Step,
    parse_path,
)
from stegvis.questionnaires.fhir.source import exact

_TYPED = {
    "valueInteger": ("integer",), "valueDecimal": ("decimal",), "valueQuantity": ("quantity",),
    "valueCoding": ("choice", "open-choice"), "value": ("integer", "decimal", "quantity", "choice", "open-choice"),
}  # fmt: skip
_AGGREGATES = {"sum": "sum", "avg": "mean", "min": "min", "max": "max", "count": "count"}
_MOST_NAMES = 12
_MOST_LOOKED_AT = 100_000
# No expression of ours has room for more.
_LARGEST = 1_000


@dataclass(frozen=True)
class Selected:
    """Items of a response: `None` is the response itself. `kind`: item, answer, value, quantity or points."""

    whole: Whole
    drafts: tuple[Draft | None, ...]
    kind: str
    base: Draft | None


@dataclass(frozen=True)
class Scope:
    """Where an expression stands, and which question it calculates."""

    whole: Whole
    base: Draft | None
    asking: Draft
    names: int = 0


def understood(whole: Whole, draft: Draft, text: str) -> Expression:
    """Our expression for a calculatedExpression. Raises CannotFollow."""
    return _number(Scope(whole, draft, draft), parse_path(text))


def _number(scope: Scope, path: Path) -> Expression:
    _look(scope.whole, 1)
    if isinstance(path, Literal):
        value = path.value if not isinstance(path.value, str) else None
        if value is None or exact(value) is None:
            raise CannotFollow(str(path.value))
        return Number(value)
    if isinstance(path, Minus):
        return Negated(_number(scope, path.of))
    if isinstance(path, Binary):
        if path.sign not in ("+", "-", "*", "/"):
            raise CannotFollow(path.sign)
        return Operation(path.sign, _number(scope, path.left), _number(scope, path.right))
    if isinstance(path, Step) and path.arguments is not None and path.of is not None:
        called = _called(scope, path.of, path.name, path.arguments)
        if called is not None:
            return called
    if isinstance(path, Name) and path.name.startswith("%") and path.name not in ("%resource", "%context"):
        inner, named = _variable(scope, path.name)
        return _number(inner, named)
    return _single(scope, _select(scope, path))


def _called(scope: Scope, of: Path, name: str, arguments: tuple[Path, ...]) -> Expression | None:
    if name == "round":
        digits = arguments[0] if arguments else Literal(Decimal(0))
        if len(arguments) > 1 or not isinstance(digits, Literal) or digits.value not in range(10):
            raise CannotFollow("round")
        return Call("round", (_number(scope, of), Number(Decimal(digits.value))))
    if name == "power":
        times = arguments[0].value if len(arguments) == 1 and isinstance(arguments[0], Literal) else ""
        if times not in (2, 3):
            raise CannotFollow("power")
        base = _number(scope, of)
        # Powers of powers: each of them writes all that is in it several times over.
        _look(scope.whole, _size(base))
        squared = Operation("*", base, base)
        return squared if times == 2 else Operation("*", squared, base)
    if name in _AGGREGATES and not arguments:
        return _aggregate(scope, _select(scope, of), _AGGREGATES[name])
    if name == "aggregate" and _adds(arguments):
        return _aggregate(scope, _select(scope, of), "sum")
    return None


def _size(expression: Expression) -> int:
    """How much there is to write of an expression, as far as it is worth counting."""
    waiting, counted = [expression], 0
    while waiting and counted < _LARGEST:
        found = waiting.pop()
        counted += 1
        if isinstance(found, Operation):
            waiting += (found.left, found.right)
        elif isinstance(found, Negated):
            waiting.append(found.of)
        elif isinstance(found, Call):
            waiting += found.arguments
    if counted >= _LARGEST:
        raise CannotFollow(f"> {_LARGEST}")
    return counted


def _adds(arguments: tuple[Path, ...]) -> bool:
    """`$this + $total` from nought: the way of summing in older paths."""
    this, total = Name("$this"), Name("$total")
    starts = len(arguments) == 2 and isinstance(arguments[1], Literal) and arguments[1].value == 0
    return starts and arguments[0] in (Binary("+", this, total), Binary("+", total, this))


def _variable(scope: Scope, name: str) -> tuple[Scope, Path]:
    """The expression behind a name, and the place that it is read from."""
    if scope.names >= _MOST_NAMES:
        raise CannotFollow(name)
    wanted, holder = name.removeprefix("%"), scope.base
    while holder is not None:
        if wanted in holder.variables:
            break
        holder = holder.parent
    found = (scope.whole.variables if holder is None else holder.variables).get(wanted)
    if found is None or not found[0]:
        raise CannotFollow(name)
    found[1].tick()
    return replace(scope, base=holder, names=scope.names + 1), parse_path(found[0])


def _single(scope: Scope, found: Selected) -> Reference:
    """The one question that is selected, in the same row."""
    if found.kind not in ("value", "points") or len(found.drafts) != 1:
        raise CannotFollow("∅" if not found.drafts else found.kind)
    draft = found.drafts[0]
    if draft is None or draft.doc.get("multiple"):
        raise CannotFollow("[…]")
    _refuse_otherrows_above(scope, found.base, draft)
    if set(rows_above(draft)) - set(rows_above(scope.asking)):
        raise CannotFollow(draft.source_id)
    return Reference(draft.link_id)


def _aggregate(scope: Scope, found: Selected, name: str) -> Expression:
    if found.kind not in ("value", "points") or not found.drafts:
        raise CannotFollow("∅" if not found.drafts else f"{found.kind}.{name}")
    for draft in found.drafts:
        if draft is None or (draft.doc.get("multiple") and name != "sum"):
            raise CannotFollow(name)
        _refuse_otherrows_above(scope, found.base, draft)
    return Call(name, tuple(Reference(draft.link_id) for draft in found.drafts if draft))


def _refuse_otherrows_above(scope: Scope, base: Draft | None, draft: Draft) -> None:
    """What FHIR would read from other rows and we from the same one, or the other way round."""
    rows = set(rows_above(draft))
    if rows & set(rows_above(scope.asking)) != rows & (set(rows_above(base)) if base else set()):
        raise CannotFollow(draft.source_id)


def rows_above(draft: Draft) -> list[str]:
    """The repeating groups an item stands in; one answered several times is a group of its own."""
    own = [draft.link_id] if draft.doc.get("rows") or draft.doc.get("repeats") else []
    return own + [holder.link_id for holder in draft.above() if holder.doc.get("repeats")]


def _select(scope: Scope, path: Path) -> Selected:
    if isinstance(path, First):
        found = _select(scope, path.of)
        if len(found.drafts) > 1 or found.kind not in ("answer", "value"):
            raise CannotFollow("[0]")
        return found
    if isinstance(path, Name):
        return _named(scope, path.name)
    if not isinstance(path, Step) or path.of is None:
        raise CannotFollow(type(path).__name__)
    if path.name == "where":
        found = _select(scope, path.of)
        keep = _condition(path.arguments or ())
        return replace(found, drafts=tuple(each for each in found.drafts if each and keep(each.source_id)))
    return _stepped(_select(scope, path.of), path)


def _named(scope: Scope, name: str) -> Selected:
    if name in ("%resource", "QuestionnaireResponse"):
        return Selected(scope.whole, (None,), "item", None)
    if name in ("%context", "$this"):
        return Selected(scope.whole, (scope.base,), "item", scope.base)
    if name == "item":
        return Selected(scope.whole, _inside(scope.whole, scope.base), "item", scope.base)
    if name.startswith("%"):
        inner, path = _variable(scope, name)
        return _select(inner, path)
    raise CannotFollow(name)


def _stepped(found: Selected, path: Step) -> Selected:
    name, whole = path.name, _bounded(found).whole
    if path.arguments is None and found.kind == "item" and name == "item":
        drafts = tuple(inner for each in found.drafts for inner in _inside(whole, each))
        return _bounded(replace(found, drafts=drafts))
    if name == "repeat" and path.arguments == (Name("item"),) and found.kind == "item":
        return _bounded(replace(found, drafts=tuple(_below(whole, found.drafts))))
    if name == "descendants" and path.arguments == () and found.kind == "item":
        drafts = tuple(inner for each in found.drafts for inner in (each.walk() if each else whole.walk()))
        return _bounded(replace(found, drafts=drafts))
    if name == "answer" and path.arguments is None and found.kind == "item":
        kept = tuple(each for each in found.drafts if each and each.is_question)
        return _bounded(replace(found, kind="answer", drafts=kept))
    if name == "first" and path.arguments == () and found.kind in ("answer", "value") and len(found.drafts) == 1:
        return found
    if name in ("weight", "ordinal") and path.arguments == () and found.kind in ("answer", "value", "coding"):
        return _points(found)
    if path.arguments is None and found.kind == "answer" and name in _TYPED:
        return _values(found, name)
    quantities = all(each and each.kind == "quantity" for each in found.drafts)
    if path.arguments is None and name == "value" and found.kind == "value" and quantities:
        return found
    if path.arguments is None and name == "item" and found.kind == "answer":
        return replace(found, kind="item", drafts=tuple(inner for each in found.drafts if each for inner in each.items))
    raise CannotFollow(name)


def _bounded(found: Selected) -> Selected:
    """A file may not make us look through its questions without end: what is beyond is named, not read."""
    _look(found.whole, len(found.drafts))
    return found


def _look(whole: Whole, many: int) -> None:
    whole.looked_at += many
    if whole.looked_at > _MOST_LOOKED_AT:
        raise CannotFollow(f"> {_MOST_LOOKED_AT}")


def _inside(whole: Whole, holder: Draft | None) -> tuple[Draft, ...]:
    """The items straight below; below a question they hang on its answers and are not reached."""
    if holder is None:
        return tuple(whole.items)
    return () if holder.is_question else tuple(holder.items)


def _below(whole: Whole, holders: tuple[Draft | None, ...]) -> list[Draft]:
    found: list[Draft] = []
    waiting = [inner for each in holders for inner in _inside(whole, each)][::-1]
    while waiting:
        draft = waiting.pop()
        found.append(draft)
        waiting += _inside(whole, draft)[::-1]
    return found


def _values(found: Selected, name: str) -> Selected:
    kept = []
    for each in found.drafts:
        if each is None or each.kind not in _TYPED[name]:
            # An untyped value may be of any kind; a typed one selects only its own.
            if name == "value":
                raise CannotFollow(f"{each.source_id if each else ''}.value")
            continue
        if each.left_out or (each.doc["type"] == "choice" and "choice" not in each.kind):
            raise CannotFollow(each.source_id)
        kept.append(each)
    coded = any(each.kind in ("choice", "open-choice") for each in kept)
    return replace(found, drafts=tuple(kept), kind="coding" if coded else "value")


def _points(found: Selected) -> Selected:
    """Answers that have points. Those of questions without any weigh nothing, as FHIRPath has it."""
    kept = []
    for each in found.drafts:
        options = each.doc.get("options", []) if each else []
        if each and each.kind in ("choice", "open-choice") and (each.left_out or not options):
            # Its options are not known, so neither is what they weigh.
            raise CannotFollow(each.source_id)
        weighed = ["points" in option for option in options]
        if any(weighed) and not all(weighed):
            raise CannotFollow(each.source_id if each else "")
        if options and all(weighed):
            kept.append(each)
    return replace(found, drafts=tuple(kept), kind="points")


def _condition(arguments: tuple[Path, ...]) -> Callable[[str], bool]:
    """`linkId = 'a'`, several with `or`, or `linkId in ('a' | 'b')`."""
    if len(arguments) != 1:
        raise CannotFollow("where")
    wanted = _link_ids(arguments[0])
    return lambda link_id: link_id in wanted


def _link_ids(path: Path) -> set[str]:
    if isinstance(path, Binary):
        if path.sign == "or":
            return _link_ids(path.left) | _link_ids(path.right)
        if path.sign == "=" and path.left == Name("linkId") and isinstance(path.right, Literal):
            return {str(path.right.value)}
        if path.sign == "in" and path.left == Name("linkId"):
            return _alternatives(path.right)
    raise CannotFollow("where")


def _alternatives(path: Path) -> set[str]:
    if isinstance(path, Literal) and isinstance(path.value, str):
        return {path.value}
    if isinstance(path, Binary) and path.sign == "|":
        return _alternatives(path.left) | _alternatives(path.right)
    raise CannotFollow("in")

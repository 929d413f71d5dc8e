"""The rows of the table and their bars. Pure."""

from dataclasses import dataclass

BARE = "bare"


@dataclass(frozen=True)
class Row:
    """One kind of request. `ratio` is the most it may cost beside the bare page; `queries` the most it may ask.

    A row that `uses_up` needs something new for every request, so it runs at most `SUBMISSIONS` a round. One that is
    `inside` asks no server: it is a piece of work of this process, and its memory is told too; `ms` is the most it may cost.
    """

    name: str
    key: str
    ratio: float | None = None
    queries: int | None = None
    uses_up: bool = False
    inside: bool = False
    ms: float | None = None


SUBMISSIONS = 300
# A long questionnaire is two hundred kilobytes: a tenth of the requests says as much.
LONG_SHARE = 10
LONG = "long_"

ROWS = (
    Row("resident step page", "step", ratio=3.0, queries=6),
    Row("questionnaire page", "questionnaire"),
    Row("questionnaire submission", "submission", ratio=8.0, uses_up=True),
    Row("caseload page", "caseload", ratio=6.0),
    Row("patient page with graph", "patient"),
    Row("message thread", "thread"),
    Row("300 questions: page", "long_page", ratio=10.0),
    Row("300 questions: saving", "long_saving"),
    Row("300 questions: sending", "long_sending", uses_up=True),
    Row("300 questions: read", "long_parse", inside=True),
    Row("300 questions: settle", "long_settle", inside=True),
    Row("300 questions: validate", "long_validate", inside=True),
    Row("300 questions: score", "long_score", inside=True),
    Row("300 questions: draw", "long_render", inside=True),
    Row("a year: unfold", "year_unfold", inside=True, ms=1.0),
    Row("a year: read standing", "year_read", inside=True),
    Row("1000 facts: fold", "fold_1000", inside=True),
    Row("2000 facts: fold", "fold_2000", inside=True),
    Row("4000 facts: fold", "fold_4000", inside=True),
)


def requests_of(row: Row, requests: int) -> int:
    """How many requests the row runs in a round."""
    if row.key.startswith(LONG):
        requests = max(1, requests // LONG_SHARE)
    return min(requests, SUBMISSIONS) if row.uses_up else requests


@dataclass(frozen=True)
class Result:
    """What came out of one row: the best round."""

    row: Row
    cpu_ms: float
    bare_ms: float
    queries: int
    p50_ms: float
    p95_ms: float
    requests: int
    rounds: int
    peak_kb: float | None = None

    @property
    def ratio(self) -> float:
        """How many bare pages it costs."""
        return self.cpu_ms / self.bare_ms

    @property
    def holds(self) -> bool | None:
        """Whether the bars hold; None for a row without any."""
        checks = []
        if self.row.ratio is not None:
            checks.append(self.ratio <= self.row.ratio)
        if self.row.queries is not None:
            checks.append(self.queries <= self.row.queries)
        if self.row.ms is not None:
            checks.append(self.cpu_ms <= self.row.ms)
        return all(checks) if checks else None

    def to_json(self) -> dict[str, object]:
        """The row as latest.json has it."""
        return {
            "name": self.row.name,
            "cpu_ms": round(self.cpu_ms, 3),
            "ratio_to_bare": round(self.ratio, 2),
            "queries": self.queries,
            "p50_ms": round(self.p50_ms, 2),
            "p95_ms": round(self.p95_ms, 2),
            "requests": self.requests,
            "rounds": self.rounds,
            "peak_kb": None if self.peak_kb is None else round(self.peak_kb),
            "bar_ratio": self.row.ratio,
            "bar_queries": self.row.queries,
            "bar_ms": self.row.ms,
            "holds": self.holds,
        }


def table(results: list[Result]) -> str:
    """The results as text, each with its bar beside it."""
    head = f"{'sida':<26}{'cpu ms':>8}{'× bar':>7}{'gräns':>7}{'frågor':>8}{'gräns':>7}{'p50 ms':>8}{'p95 ms':>8}{'anrop':>11}"
    return "\n".join([head, *map(_line, results)])


def _line(result: Result) -> str:
    row = result.row
    verdict = {None: "", True: "  håller", False: "  HÅLLER INTE"}[result.holds]
    ratio, queries = f"{row.ratio:g}" if row.ratio else "", f"{row.queries}" if row.queries else ""
    asked = f"{result.rounds} × {result.requests}"
    held = "" if result.peak_kb is None else f"  {result.peak_kb:.0f} kB"
    return (
        f"{row.name:<26}{result.cpu_ms:>8.2f}{result.ratio:>7.2f}{ratio:>7}{result.queries:>8}{queries:>7}"
        f"{result.p50_ms:>8.1f}{result.p95_ms:>8.1f}{asked:>11}{held}{verdict}"
    )

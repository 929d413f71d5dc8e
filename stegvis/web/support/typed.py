"""A training's steps and questions as they are typed in a box, and back. Pure.

Steps: a line `# Title` begins one; what follows is its text with the simple marks. Questions: `? the question`,
`+ the right answer`, `- a wrong one`, `! why, said afterwards`.
"""

from collections.abc import Iterable, Mapping
from typing import Any


def steps_of(text: str) -> list[dict[str, str]]:
    """What was typed as steps. Text before the first title belongs to a step without one, which gets "1"."""
    found: list[dict[str, str]] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.startswith("# "):
            found.append({"title": line[2:].strip(), "body": ""})
        elif line.strip() or found:
            if not found:
                found.append({"title": "1", "body": ""})
            found[-1]["body"] += f"{line.rstrip()}\n"
    return [{"title": step["title"], "body": step["body"].strip()} for step in found]


def steps_typed(steps: Iterable[Mapping[str, str]]) -> str:
    """Steps as they are typed."""
    return "\n\n".join(f"# {step['title']}\n{step['body']}" for step in steps)


def questions_of(text: str) -> list[dict[str, Any]]:
    """What was typed as questions. A question without a right answer has -1 there: it is refused when it is saved."""
    found: list[dict[str, Any]] = []
    for line in (line.strip() for line in text.replace("\r\n", "\n").split("\n")):
        mark, words = line[:1], line[1:].strip()
        if mark == "?":
            found.append({"text": words, "options": [], "right": -1, "why": ""})
        elif mark in {"+", "-"} and found and words:
            if mark == "+" and found[-1]["right"] < 0:
                found[-1]["right"] = len(found[-1]["options"])
            found[-1]["options"].append(words)
        elif mark == "!" and found:
            found[-1]["why"] = words
    return found


def questions_typed(questions: Iterable[Mapping[str, Any]]) -> str:
    """Questions as they are typed."""
    return "\n\n".join(_question(asked) for asked in questions)


def _question(asked: Mapping[str, Any]) -> str:
    lines = [f"? {asked['text']}"]
    lines += [f"{'+' if at == asked['right'] else '-'} {words}" for at, words in enumerate(asked["options"])]
    return "\n".join([*lines, *([f"! {asked['why']}"] if asked["why"] else [])])

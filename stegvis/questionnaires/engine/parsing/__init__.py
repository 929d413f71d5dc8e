"""From JSON to a `Definition`, or a refusal that says where and why."""

from stegvis.questionnaires.engine.parsing.node import CannotParse, plain
from stegvis.questionnaires.engine.parsing.whole import SCHEMA, parse, text_keys

__all__ = ["SCHEMA", "CannotParse", "parse", "plain", "text_keys"]

"""The same two providers as in the matrix, with something of everything in each."""

from tests.matrix.conftest import browsers, everyone, laid_out, refusals_are_no_news

__all__ = ["browsers", "everyone", "laid_out", "refusals_are_no_news"]

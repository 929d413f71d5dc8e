"""What must be settled before a provider gives a program to its units. Pure."""

from django.utils.translation import gettext_lazy as _

from stegvis.access.verdict import Verdict


def may_be_given(verdict: Verdict, settled: bool) -> Verdict:
    """As the catalogue says, and not before the provider has settled what the program is used for (GDPR 5, 6 and 9)."""
    if verdict and not settled:
        return Verdict.no(
            _("Skriv den rättsliga grunden först: under Dataskydd och lag, Rättslig grund för programmen.")
        )
    return verdict

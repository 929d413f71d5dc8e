"""The governance app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Ideas, nominations, decisions, working groups, risk analyses, reviews."""

    name = "stegvis.governance"
    label = "governance"
    verbose_name = "Governance"

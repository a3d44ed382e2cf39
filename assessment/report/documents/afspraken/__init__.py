"""The afspraken: what an owner and a coach agreed, on paper for both; frozen when both said yes."""

from assessment.report.documents.afspraken.agreed import (
    AgreedAction,
    AgreedGoal,
    Agreement,
    compose_agreement,
)

__all__ = ["AgreedAction", "AgreedGoal", "Agreement", "compose_agreement"]

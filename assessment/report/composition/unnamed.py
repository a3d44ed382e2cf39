"""A result without names that chance alone could have given: what a report may draw on."""

from dataclasses import replace

from values import Comparison, Nameable, Profile


def withhold_names(profile: Profile, nameable: Nameable) -> Profile:
    """Return the profile without what may not be named; doing it twice changes nothing.

    Values are not more or less visible than others when the competencies do not differ, and there
    is no gap with behaviour when the answers look unread (docs/adr/0026). Scores stay.
    """
    if nameable.unread:
        profile = replace(profile, importance=replace(profile.importance, gaps={}))
    if nameable.behaviour:
        return profile
    return replace(profile, most_visible=(), least_visible=())


def withhold_verdicts(comparison: Comparison, nameable: Nameable) -> Comparison:
    """Return the comparison without what changed when the answers of either time look unread.

    What nobody read cannot have changed, whatever the numbers say (docs/adr/0026).
    """
    if not (comparison.unread or nameable.unread):
        return comparison
    nothing = dict.fromkeys(comparison.changes)
    return replace(comparison, changes=nothing, groups={}, general=None, unread=True)

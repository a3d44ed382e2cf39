"""A result without names that chance alone could have given: what a report may draw on."""

from dataclasses import replace

from values import Profile, ValueMap, behaviour_differs, looks_unread


def withhold_names(profile: Profile, value_map: ValueMap) -> Profile:
    """Return the profile without what may not be named; doing it twice changes nothing.

    Values are not more or less visible than others when the competencies do not differ, and there
    is no gap with behaviour when the answers look unread (docs/adr/0026). Scores stay.
    """
    if looks_unread(profile):
        profile = replace(profile, importance=replace(profile.importance, gaps={}))
    if behaviour_differs(profile, value_map.virtues):
        return profile
    return replace(profile, most_visible=(), least_visible=())

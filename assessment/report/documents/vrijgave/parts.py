"""The parts that an owner may release, and what of a person's material belongs to each."""

from values import DILEMMAS

STORY, COMPETENCIES, STYLE, VALUES = "story", "competencies", "style", "values"
OWN_WORDS, PLAN, EXPLANATION = "own_words", "plan", "explanation"
OTHERS = "others"
RELEASED_PARTS = (
    STORY, COMPETENCIES, STYLE, VALUES, OWN_WORDS, PLAN, EXPLANATION, OTHERS, DILEMMAS,
)  # fmt: skip
EXPLAINED = (COMPETENCIES, STYLE, VALUES)  # parts with scores, of which the answers can be shown

MATERIAL_OF = {
    COMPETENCIES: "competenties",
    STYLE: "stijl",
    VALUES: "waarden",
    OWN_WORDS: "ervaring",
    PLAN: "doelen",
    OTHERS: "anderen",
    DILEMMAS: DILEMMAS,
}
"""What ``redact`` calls the material of a part.
The story and the answers have none of their own:
the story joins the parts with scores, and own words only when these are released too; the answers
follow the parts that they explain."""

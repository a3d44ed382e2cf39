"""What is measured and what a result is. Standard library only."""

from values.loader import load_value_map
from values.model import (
    BANDS,
    Axis,
    Cluster,
    Competency,
    Group,
    Office,
    Style,
    StylePair,
    Tension,
    Value,
    ValueMap,
)
from values.profile import (
    Change,
    ClusterImportance,
    Contribution,
    Estimate,
    Gap,
    Importance,
    ImportanceProfile,
    Profile,
    StyleProfile,
)
from values.toml_reading import ContentError

__all__ = [
    "BANDS",
    "Axis",
    "Change",
    "Cluster",
    "ClusterImportance",
    "Competency",
    "ContentError",
    "Contribution",
    "Estimate",
    "Gap",
    "Group",
    "Importance",
    "ImportanceProfile",
    "Office",
    "Profile",
    "Style",
    "StylePair",
    "StyleProfile",
    "Tension",
    "Value",
    "ValueMap",
    "load_value_map",
]

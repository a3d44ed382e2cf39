"""How far raters agree: within one group, among groups, and a person with others."""

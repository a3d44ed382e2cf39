"""The profielschets: what an office and a place ask of somebody, before anybody is named."""

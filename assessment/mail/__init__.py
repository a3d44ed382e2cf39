"""Mail: the settings of the server that carries it, and handing it one letter. Knows no person."""

"""The benchmark: measures the bars of design.md section 10 that can be reached now."""

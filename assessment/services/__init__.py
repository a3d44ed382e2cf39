"""What people do: one module per kind of task. They own access policy and the unit of work."""

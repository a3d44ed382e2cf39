"""What who runs an installation sees; never an answer, a result or a plan."""

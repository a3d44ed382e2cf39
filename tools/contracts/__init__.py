"""Contract types that import-linter does not have; pyproject.toml says what each one keeps."""

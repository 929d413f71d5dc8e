"""Pages of the records officer: rules, holds, destruction by decision, extracts."""

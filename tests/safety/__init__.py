"""The safety rules, one file each, named after the rule. docs/safety.md says which stand here."""

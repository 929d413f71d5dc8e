"""Tests of the design system: colours, budgets, components, shells and charts."""

"""The frame every page stands in: who visits, the menu, errors with a reason, language, theme."""

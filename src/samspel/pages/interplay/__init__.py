"""Acts as pages."""

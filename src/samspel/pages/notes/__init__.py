"""Notes beside the acts as pages."""

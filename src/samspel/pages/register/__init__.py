"""The register as pages: ecosystems, actors, and bringing tables in."""

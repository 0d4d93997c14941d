"""What everybody can see without signing in, and the pages where it is decided."""

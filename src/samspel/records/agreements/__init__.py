"""The decided figures of agreements and their financing, in whole öre."""

"""What is kept: one small Django app a subject. Each opens by its `api` and nothing else."""

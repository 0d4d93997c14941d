"""What is done in the background: progress, heartbeat, cancel wish and attempts as rows."""

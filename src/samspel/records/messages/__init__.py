"""Letters waiting to be sent, once each by their key."""

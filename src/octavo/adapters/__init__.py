"""Adapters: what does the work behind each port. Only the wiring knows which there are."""

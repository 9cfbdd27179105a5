"""Timelines of stories."""

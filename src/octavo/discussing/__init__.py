"""Discussing: from comments to threads, and the rules of moderation."""

"""Pictures of the world, behind the ``Pictures`` port: fetched, drawn anew, kept for a while."""

from octavo.adapters.pictures.bringing import PillowPictures

__all__ = ["PillowPictures"]

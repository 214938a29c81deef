"""Meetings: how they are told, what was asked there, and the form that enters one."""

from .words import engagement_name

__all__ = ["engagement_name"]

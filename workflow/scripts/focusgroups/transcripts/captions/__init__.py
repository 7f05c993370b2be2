"""Captions: cues with times, as WebVTT and SubRip have them."""

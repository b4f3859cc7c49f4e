"""Explanations on demand: what if, why it moved, what fits, what may go wrong."""

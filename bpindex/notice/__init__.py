"""The notice: its model, its wording and its renderers."""

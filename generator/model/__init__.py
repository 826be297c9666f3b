"""The model: the briefing and the registries as typed, immutable structs; the one source of truth."""

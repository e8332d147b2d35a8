"""Names of places as sentences take them."""

KINDS = ("Phường ", "Xã ")


def inside(name: str) -> str:
    """The name of a ward inside a sentence: phường Kim Long; names without the kind of unit stay as they are."""
    return name[0].lower() + name[1:] if name.startswith(KINDS) else name

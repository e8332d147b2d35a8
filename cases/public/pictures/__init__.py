"""The picture that goes along when a page is shared: what it says, how it is drawn, how it is served."""

# The details pane.

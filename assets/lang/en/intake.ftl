# Words: intake.

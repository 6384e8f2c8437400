# Kata-kata: intake.

# Kata-kata: care.

# Kata-kata: rules.

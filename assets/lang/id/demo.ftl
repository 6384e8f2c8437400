# Kata-kata: demo.

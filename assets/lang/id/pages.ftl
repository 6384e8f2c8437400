# Kata-kata: pages.

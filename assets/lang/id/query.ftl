# Kata-kata: query.

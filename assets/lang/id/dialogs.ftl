# Pertanyaan, masuk, tur.

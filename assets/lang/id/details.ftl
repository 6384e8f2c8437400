# Panel data naskah.

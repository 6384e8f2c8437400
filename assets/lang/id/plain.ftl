# Mode sederhana.
